# R's glm on a file that data.table reads; prints the mean log loss. No penalty.
#   Rscript glm.R FILE.csv TARGET [COLUMN-TO-LEAVE-OUT…]
arguments <- commandArgs(trailingOnly = TRUE)
data <- data.table::fread(arguments[1], stringsAsFactors = TRUE, data.table = FALSE)
data <- data[, setdiff(names(data), arguments[-(1:2)])]
model <- glm(reformulate(".", arguments[2]), data = data, family = binomial(), model = FALSE, y = FALSE)
cat(sprintf("loss %.10f\n", deviance(model) / 2 / nrow(data)))
