#include "hdf5/copy_attributes.h"

#include <algorithm>
#include <array>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace brian {

namespace {

constexpr const char* what = "copy an attribute";
constexpr std::array<std::string_view, 4> of_scales{"CLASS", "NAME", "DIMENSION_LIST",
                                                    "REFERENCE_LIST"};

void copy_attribute(hid_t from, hid_t to, const char* name) {
    const Handle source(H5Aopen(from, name, H5P_DEFAULT), H5Aclose, what);
    const Handle type(H5Aget_type(source.id()), H5Tclose, what);
    const Handle space(H5Aget_space(source.id()), H5Sclose, what);
    const auto n =
        static_cast<std::size_t>(std::max<hssize_t>(1, H5Sget_simple_extent_npoints(space.id())));
    std::vector<char> value(n * H5Tget_size(type.id()));
    check(H5Aread(source.id(), type.id(), value.data()), what);
    if (H5Aexists(to, name) > 0) check(H5Adelete(to, name), what);
    const Handle target(H5Acreate2(to, name, type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                        H5Aclose, what);
    check(H5Awrite(target.id(), type.id(), value.data()), what);
    if (H5Tis_variable_str(type.id()) > 0)
        check(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, value.data()), what);
}

extern "C" herr_t copy_one(hid_t from, const char* name, const H5A_info_t* /*info*/, void* to) {
    if (std::find(of_scales.begin(), of_scales.end(), name) != of_scales.end()) return 0;
    try {
        copy_attribute(from, *static_cast<hid_t*>(to), name);
    } catch (const std::exception&) {
        return -1;  // an exception must not pass through the library
    }
    return 0;
}

}  // namespace

void copy_attributes(hid_t from, hid_t to) {
    check(H5Aiterate2(from, H5_INDEX_NAME, H5_ITER_INC, nullptr, copy_one, &to), what);
}

}  // namespace brian
