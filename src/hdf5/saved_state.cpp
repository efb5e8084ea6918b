#include "hdf5/saved_state.h"

#include <array>
#include <bit>
#include <filesystem>
#include <set>
#include <sstream>
#include <stdexcept>
#include <tuple>
#include <type_traits>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/disk.h"
#include "hdf5/file.h"
#include "hdf5/results_root.h"

namespace brian {

namespace {

constexpr const char* state_version = "1";
constexpr std::size_t held_back = 65536;  // values that are written together
const std::array<const char*, 3> dataset_names{"doubles", "u32", "u64"};

template <class T>
constexpr std::uint32_t kind_of = std::is_same_v<T, double> ? 0
                                  : sizeof(T) == 4          ? 1
                                                            : 2;

/// The values of an item, as one of the three kinds of numbers: visit(span).
template <class Visit>
void with_values(const StateItem& item, const Visit& visit) {
    std::visit(
        [&](const auto& data) {
            using Data = std::decay_t<decltype(data)>;
            if constexpr (std::is_same_v<Data, std::span<double>>)
                visit(std::span<const double>(data));
            else if constexpr (std::is_same_v<Data, std::int64_t*>)
                visit(std::span(reinterpret_cast<const std::uint64_t*>(data), 1));
            else
                visit(std::span(std::as_const(*data)));
        },
        item.data);
}

Handle part_of_dataset(hid_t dataset, std::uint64_t first, std::uint64_t n) {
    Handle space(H5Dget_space(dataset), H5Sclose, "read the shape of a dataset");
    const hsize_t start = first;
    const hsize_t count = n;
    check(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, &start, nullptr, &count, nullptr),
          "select a part of a dataset");
    return space;
}

/// One of the three datasets while it is filled, from its beginning to its end.
template <class T>
class Filling {
  public:
    Filling(hid_t file, std::uint64_t length)
        : dataset_(create_dataset(file, dataset_names.at(kind_of<T>), hdf5_type<T>(),
                                  {.extent = {length}, .chunk = {}},
                                  {.units = "1", .description = "state, piece after piece"})) {}
    void append(std::span<const T> values) {
        if (buffer_.size() + values.size() > held_back) flush();
        if (values.size() > held_back)
            write(values);
        else
            buffer_.insert(buffer_.end(), values.begin(), values.end());
    }
    void flush() {
        write(buffer_);
        buffer_.clear();
    }

  private:
    void write(std::span<const T> values) {
        if (values.empty()) return;
        const hsize_t n = values.size();
        const Handle memory(H5Screate_simple(1, &n, nullptr), H5Sclose, "make a dataspace");
        const Handle place = part_of_dataset(dataset_.id(), written_, n);
        check(H5Dwrite(dataset_.id(), hdf5_type<T>(), memory.id(), place.id(), H5P_DEFAULT,
                       values.data()),
              "write the state");
        written_ += n;
    }
    Handle dataset_;
    std::vector<T> buffer_;
    std::uint64_t written_ = 0;
};

/// Which piece is where.
struct Index {
    std::string paths;  ///< a line each
    std::vector<std::uint32_t> kinds;
    std::vector<std::uint64_t> lengths;
    std::array<std::uint64_t, 3> totals{};  ///< by kind
};

Index index_of(const StateList& items) {
    Index index;
    std::set<std::string_view> seen;
    for (const StateItem& item : items) {
        if (!seen.insert(item.path).second)
            throw std::logic_error(format("two pieces of state are called '{}'", item.path));
        index.paths += item.path + "\n";
        with_values(item, [&](const auto& values) {
            using T = std::remove_const_t<typename std::decay_t<decltype(values)>::element_type>;
            index.kinds.push_back(kind_of<T>);
            index.lengths.push_back(values.size());
            index.totals.at(kind_of<T>) += values.size();
        });
    }
    return index;
}

void write_items(hid_t file, const StateList& items) {
    const Index index = index_of(items);
    set_attribute(file, "paths", index.paths);
    write_dataset(file, "kinds", index.kinds,
                  {.units = "1", .description = "dataset of each piece: doubles, u32, u64"});
    write_dataset(file, "lengths", index.lengths,
                  {.units = "1", .description = "number of values of each piece"});
    std::tuple<Filling<double>, Filling<std::uint32_t>, Filling<std::uint64_t>> fillings{
        Filling<double>(file, index.totals[0]), Filling<std::uint32_t>(file, index.totals[1]),
        Filling<std::uint64_t>(file, index.totals[2])};
    for (const StateItem& item : items)
        with_values(item, [&](const auto& values) {
            using T = std::remove_const_t<typename std::decay_t<decltype(values)>::element_type>;
            std::get<Filling<T>>(fillings).append(values);
        });
    std::apply([](auto&... filling) { (filling.flush(), ...); }, fillings);
}

}  // namespace

void write_state(const std::string& file_name, const CheckpointTexts& texts,
                 const StateList& items) {
    const std::string fresh = file_name + ".new";
    std::error_code error;
    std::filesystem::remove(fresh, error);
    try {
        Handle file = create_file(fresh);
        set_attribute(file.id(), "format", "brian-run checkpoint");
        set_attribute(file.id(), "format_version", state_version);
        set_attribute(file.id(), "numerics_version", std::to_string(numerics_version));
        for (const auto& [name, text] : texts) set_attribute(file.id(), name, text);
        write_items(file.id(), items);
        check(H5Fflush(file.id(), H5F_SCOPE_LOCAL), "write to the disk");
        file.close("close the file");
    } catch (const Hdf5Error& problem) {
        std::filesystem::remove(fresh, error);
        throw OutputError(OutputError::Kind::WriteFailed,
                          format("writing the checkpoint '{}': {}", file_name, problem.what()),
                          hint_for(problem.what()));
    }
    rename_safely(fresh, file_name);
}

/// The open file and where its pieces are.
class SavedState::Pieces {
  public:
    explicit Pieces(const std::string& file_name)
        : file_(H5Fopen(file_name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open it") {}

    void find() {
        for (std::size_t kind = 0; kind < datasets_.size(); ++kind)
            datasets_.at(kind) = Handle(H5Dopen2(file_.id(), dataset_names.at(kind), H5P_DEFAULT),
                                        H5Dclose, "read it");
        const auto kinds = read_all<std::uint32_t>("kinds");
        const auto lengths = read_all<std::uint64_t>("lengths");
        std::istringstream paths(text_attribute(file_.id(), "paths"));
        std::array<std::uint64_t, 3> next{};
        std::size_t k = 0;
        for (std::string path; std::getline(paths, path) && k < lengths.size(); ++k) {
            places_[path] = {kinds.at(k), next.at(kinds.at(k)), lengths[k]};
            next.at(kinds[k]) += lengths[k];
        }
    }
    [[nodiscard]] hid_t file() const { return file_.id(); }

    void load(const StateItem& item) const {
        const auto found = places_.find(item.path);
        if (found == places_.end())
            throw std::invalid_argument(format("'{}' is not in it", item.path));
        std::visit([&](const auto& data) { fill(data, item.path, found->second); }, item.data);
    }

  private:
    struct Place {
        std::uint32_t kind = 0;
        std::uint64_t first = 0;
        std::uint64_t length = 0;
    };

    template <class T>
    [[nodiscard]] std::vector<T> read_all(const char* name) const {
        const Handle dataset(H5Dopen2(file_.id(), name, H5P_DEFAULT), H5Dclose, "read it");
        const Handle space(H5Dget_space(dataset.id()), H5Sclose, "read it");
        std::vector<T> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space.id())));
        check(H5Dread(dataset.id(), hdf5_type<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
              "read it");
        return values;
    }

    template <class T>
    void read(T* to, const Place& place) const {
        if (place.length == 0) return;
        const hsize_t n = place.length;
        const Handle memory(H5Screate_simple(1, &n, nullptr), H5Sclose, "make a dataspace");
        const hid_t dataset = datasets_.at(place.kind).id();
        const Handle part = part_of_dataset(dataset, place.first, n);
        check(H5Dread(dataset, hdf5_type<T>(), memory.id(), part.id(), H5P_DEFAULT, to), "read it");
    }

    template <class Data>
    void fill(const Data& data, const std::string& path, const Place& place) const {
        const auto need = [&](bool fits) {
            if (!fits) throw std::invalid_argument(format("'{}' has another size there", path));
        };
        if constexpr (std::is_same_v<Data, std::span<double>>) {
            need(place.kind == kind_of<double> && place.length == data.size());
            read(data.data(), place);
        } else if constexpr (std::is_same_v<Data, std::int64_t*>) {
            need(place.kind == kind_of<std::uint64_t> && place.length == 1);
            read(reinterpret_cast<std::uint64_t*>(data), place);
        } else {
            need(place.kind == kind_of<typename std::decay_t<decltype(*data)>::value_type>);
            data->resize(place.length);
            read(data->data(), place);
        }
    }

    Handle file_;
    std::array<Handle, 3> datasets_;
    std::map<std::string, Place> places_;
};

SavedState::SavedState(std::string file_name) : file_name_(std::move(file_name)) {
    const auto refuse = [this](const std::string& why) {
        return OutputError(OutputError::Kind::CannotRead,
                           format("the checkpoint '{}' {}", file_name_, why),
                           "start from the beginning with -f/--force and without --resume");
    };
    prepare_hdf5();
    try {
        pieces_ = std::make_unique<Pieces>(file_name_);
        if (text("format") != "brian-run checkpoint") throw refuse("is no checkpoint of brian-run");
        if (text("format_version") != state_version)
            throw refuse(
                format("has version {} of the format of checkpoints; this program knows {}",
                       text("format_version"), state_version));
        pieces_->find();
    } catch (const Hdf5Error& problem) {
        throw refuse(format("cannot be read: {}", problem.what()));
    } catch (const std::out_of_range&) {
        throw refuse("cannot be read: it contradicts itself");
    }
}

SavedState::~SavedState() = default;

std::string SavedState::text(const std::string& name) const {
    return text_attribute(pieces_->file(), name);
}

void SavedState::load(const StateList& items) const {
    try {
        for (const StateItem& item : items) pieces_->load(item);
    } catch (const std::exception& problem) {
        throw OutputError(
            OutputError::Kind::CannotRead,
            format("the checkpoint '{}' does not fit the model: {}", file_name_, problem.what()),
            "start from the beginning with -f/--force and without --resume");
    }
}

}  // namespace brian
