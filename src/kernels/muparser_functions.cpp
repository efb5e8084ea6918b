#include "kernels/muparser_functions.h"

#include <array>

#include "base/format.h"
#include "kernels/draws.h"
#include "kernels/table_lookup.h"
#include "language/evaluate.h"
#include "language/functions.h"

namespace brian {
namespace {

template <Op op>
double one(double a) {
    return apply(op, a);
}
template <Op op>
double two(double a, double b) {
    return apply(op, a, b);
}

struct OneArgument {
    Op op;
    const char* name;
    double (*body)(double);
};
struct TwoArguments {
    Op op;
    const char* name;
    double (*body)(double, double);
};

constexpr std::array unary_operations{OneArgument{Op::Neg, "_neg", one<Op::Neg>},
                                      OneArgument{Op::Not, "_not", one<Op::Not>}};
constexpr std::array binary_operations{TwoArguments{Op::FloorDiv, "_floor_div", two<Op::FloorDiv>},
                                       TwoArguments{Op::Mod, "_mod", two<Op::Mod>},
                                       TwoArguments{Op::Pow, "_pow", two<Op::Pow>},
                                       TwoArguments{Op::Lt, "_lt", two<Op::Lt>},
                                       TwoArguments{Op::Le, "_le", two<Op::Le>},
                                       TwoArguments{Op::Gt, "_gt", two<Op::Gt>},
                                       TwoArguments{Op::Ge, "_ge", two<Op::Ge>},
                                       TwoArguments{Op::Eq, "_eq", two<Op::Eq>},
                                       TwoArguments{Op::Ne, "_ne", two<Op::Ne>},
                                       TwoArguments{Op::And, "_and", two<Op::And>},
                                       TwoArguments{Op::Or, "_or", two<Op::Or>}};

double call(void* function, std::initializer_list<double> arguments) {
    return apply(*static_cast<const Function*>(function), {arguments.begin(), arguments.size()});
}
double call1(void* function, double a) {
    return call(function, {a});
}
double call2(void* function, double a, double b) {
    return call(function, {a, b});
}
double call3(void* function, double a, double b, double c) {
    return call(function, {a, b, c});
}

double table1(void* table, double t) {
    return table_value(*static_cast<const TableBinding*>(table), t, 0.0);
}
double table2(void* table, double t, double column) {
    return table_value(*static_cast<const TableBinding*>(table), t, column);
}

void define_functions(mu::Parser& parser) {
    for (const Function& function : functions()) {
        if (function.random) continue;
        const std::string name = muparser_name(std::string(function.name));
        auto* const data = const_cast<Function*>(&function);  // muparser hands it back untouched
        if (function.arity == 1) parser.DefineFunUserData(name, call1, data);
        if (function.arity == 2) parser.DefineFunUserData(name, call2, data);
        if (function.arity == 3) parser.DefineFunUserData(name, call3, data);
    }
}

void define_tables(mu::Parser& parser, const std::vector<TableBinding>& tables) {
    for (std::size_t k = 0; k < tables.size(); ++k) {
        auto* const data = const_cast<TableBinding*>(&tables[k]);
        if (tables[k].two_dimensional)
            parser.DefineFunUserData(muparser_table_name(k), table2, data);
        else
            parser.DefineFunUserData(muparser_table_name(k), table1, data);
    }
}

}  // namespace

mu::Parser make_parser(const std::vector<TableBinding>& tables) {
    mu::Parser parser;
    parser.EnableOptimizer(false);
    parser.ClearFun();
    parser.ClearConst();
    for (const OneArgument& row : unary_operations) parser.DefineFun(row.name, row.body);
    for (const TwoArguments& row : binary_operations) parser.DefineFun(row.name, row.body);
    define_functions(parser);
    define_tables(parser, tables);
    parser.DefineFun("_uniform", draw_uniform);
    parser.DefineFun("_normal", draw_normal);
    parser.DefineFun("_poisson", draw_poisson);
    parser.DefineFun("_binomial", draw_binomial);
    return parser;
}

std::string muparser_name(Op op) {
    for (const OneArgument& row : unary_operations)
        if (row.op == op) return row.name;
    for (const TwoArguments& row : binary_operations)
        if (row.op == op) return row.name;
    return symbol_of(op);
}

std::string muparser_name(const std::string& function) {
    return find_draw(function) ? function : "_f_" + function;
}

std::string muparser_table_name(std::size_t table) {
    return format("_table{}", table);
}

}  // namespace brian
