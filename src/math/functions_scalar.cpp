#include "math/lanes_scalar.h"
#include "math/lanes_table.h"

namespace brian::math {

const LanesTable& scalar_table() {
    return lanes_table<ScalarLanes>;
}

}  // namespace brian::math
