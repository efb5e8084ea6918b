#pragma once

#include "hdf5/handle.h"

namespace brian {

/// Copies all attributes of an object to one of another file, in place of those of the same names;
/// but for those by which dimension scales refer to objects of their file. Throws Hdf5Error.
void copy_attributes(hid_t from, hid_t to);

}  // namespace brian
