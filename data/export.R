# Writes titanic.csv, birthwt.csv, endometrial.csv and vaso.csv beside this script.
#
#   Rscript data/export.R
#
# Last run with R 4.2.2, carData 3.0.5, MASS 7.3.58.2, brglm2 0.9, robustbase 0.95.0 (Debian: r-base-core, r-cran-cardata,
# r-cran-mass, r-cran-brglm2, r-cran-robustbase).
# Output is deterministic: running it again with these versions changes nothing.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
folder <- dirname(normalizePath(script))

# The shortest decimal text that reads back as the same double; a missing value is an empty cell.
exact <- function(column) {
  if (!is.numeric(column)) {
    return(as.character(column))
  }
  text <- character(length(column))
  for (i in which(!is.na(column))) {
    for (digits in 6:17) {
      text[i] <- sprintf("%.*g", digits, column[i])
      if (as.numeric(text[i]) == column[i]) break
    }
    stopifnot(as.numeric(text[i]) == column[i])
  }
  text
}

write_table <- function(table, name) {
  cells <- lapply(table, exact)
  stopifnot(!grepl("[\",\n]", unlist(cells)))
  lines <- c(paste(names(table), collapse = ","), do.call(paste, c(unname(cells), sep = ",")))
  connection <- file(file.path(folder, name), open = "wb")
  on.exit(close(connection))
  writeLines(lines, connection, sep = "\n")
}

titanic <- carData::TitanicSurvival
stopifnot(nrow(titanic) == 1309, sum(is.na(titanic$age)) == 263)
# The target stands last, where a program that is told nothing looks for it.
write_table(titanic[c("sex", "age", "passengerClass", "survived")], "titanic.csv")

# `bwt`, the birth weight in grams, is left out: `low` is `bwt < 2500`, so it would give the answer away.
birthwt <- MASS::birthwt
stopifnot(nrow(birthwt) == 189, birthwt$low == (birthwt$bwt < 2500))
write_table(birthwt[c(setdiff(names(birthwt), c("bwt", "low")), "low")], "birthwt.csv")

data(endometrial, package = "brglm2")
stopifnot(nrow(endometrial) == 79, sum(endometrial$HG) == 30)
write_table(endometrial[c("NV", "PI", "EH", "HG")], "endometrial.csv")

# The logarithms, which every published analysis of these data uses: a table has no way to say them.
data(vaso, package = "robustbase")
stopifnot(nrow(vaso) == 39, sum(vaso$Y) == 20)
write_table(data.frame(logVolume = log(vaso$Volume), logRate = log(vaso$Rate), Y = vaso$Y), "vaso.csv")
