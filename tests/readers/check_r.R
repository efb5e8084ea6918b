# Checks a sample results file by R's HDF5 packages, rhdf5 and hdf5r, whichever are installed.
# usage: Rscript check_r.R FILE.h5   (as written by write_sample; leaves with 77 without either)

file_name <- commandArgs(trailingOnly = TRUE)[1]

# read: function(path), attribute: function(path, name); dimensions count from the other end in R.
check <- function(package, read, attribute) {
    expect <- function(what, holds) {
        if (!isTRUE(holds)) {
            cat(package, ": wrong: ", what, "\n", sep = "")
            quit(status = 1)
        }
    }
    times <- read("spikes/exc/timestamps")
    expect("spikes of exc", length(times) > 100 && all(times >= 0 & times < 500))
    expect("ids of exc", length(read("spikes/exc/node_ids")) == length(times))
    expect("no spikes of silent", length(read("spikes/silent/timestamps")) == 0)
    expect("no ids of silent", length(read("spikes/silent/node_ids")) == 0)
    data <- read("report/cells_v/data")
    expect("shape of v", identical(dim(data), c(3L, 1000L)))
    expect("v at the start", all(data[, 1] == -60))
    expect("units of v", attribute("report/cells_v/data", "units") == "mV")
    expect("neurons", all(read("report/cells_v/node") == c(0, 3, 17)))
    expect("counts", sum(read("counts/count/count")) == 190)
    expect("title", attribute("/", "title") == "A sample with every kind of series (\u03bc = 1)")
    expect("seed", attribute("/", "seed") == 42)
}

n_checked <- 0
if (requireNamespace("rhdf5", quietly = TRUE)) {
    # It has no enumerations and says so; the value of `sorting` is lost on it.
    attribute <- function(path, name) {
        suppressWarnings(rhdf5::h5readAttributes(file_name, path))[[name]]
    }
    check("rhdf5", function(path) rhdf5::h5read(file_name, path), attribute)
    n_checked <- n_checked + 1
}
if (requireNamespace("hdf5r", quietly = TRUE)) {
    file <- hdf5r::H5File$new(file_name, mode = "r")
    check("hdf5r", function(path) file[[path]]$read(),
          function(path, name) hdf5r::h5attr(file[[path]], name))
    n_checked <- n_checked + 1
}
if (n_checked == 0) {
    cat("skipped: neither rhdf5 nor hdf5r is installed\n")
    quit(status = 77)
}
