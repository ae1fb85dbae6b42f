# What the scripts of this folder that write golden files share; they source() it after setting `folder`.

read_data <- function(name) read.csv(file.path(folder, "../../../data", name), na.strings = "", stringsAsFactors = TRUE)

# JSON: numbers with 17 significant digits, which read back as the same double.
json <- function(value, indent = "") {
  inner <- paste0(indent, "  ")
  number <- function(x) sprintf("%.17g", x)
  quoted <- function(x) paste0("\"", x, "\"")
  if (is.list(value) || !is.null(names(value))) {
    members <- mapply(function(name, member) paste0(inner, quoted(name), ": ", json(member, inner)), names(value), as.list(value))
    return(paste0("{\n", paste(members, collapse = ",\n"), "\n", indent, "}"))
  }
  text <- if (is.character(value)) quoted(value) else number(value)
  if (length(text) == 1) text else paste0("[", paste(text, collapse = ", "), "]")
}

write_golden <- function(value, name) {
  connection <- file(file.path(folder, name), open = "wb")
  on.exit(close(connection))
  writeLines(json(value), connection, sep = "\n")
}

# R's `sexmale` becomes `sex=male`, `(Intercept)` becomes `(intercept)`.
coefficient_names <- function(names, levels) {
  names[names == "(Intercept)"] <- "(intercept)"
  for (column in names(levels)) {
    for (level in levels[[column]]) {
      names[names == paste0(column, level)] <- paste0(column, "=", level)
    }
  }
  names
}

# The bounds of { value : deviance(value) <= deviance at the optimum + the quantile } by bisection to the last digits.
# `rise(value)` is twice the fall of the profile log-likelihood from its maximum at `optimum`.
bounds_by_root <- function(rise, optimum, step, confidence) {
  limit <- qchisq(confidence, 1)
  one_side <- function(sign) {
    far <- step
    while (rise(optimum + sign * far) < limit) far <- 2 * far
    uniroot(function(x) rise(optimum + sign * x) - limit, c(0, far), f.lower = -limit, tol = 1e-14, maxiter = 500)$root * sign + optimum
  }
  c(one_side(-1), one_side(1))
}
