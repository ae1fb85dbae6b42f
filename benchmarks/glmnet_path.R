# The peer of `logreg train FILE --penalty lasso --lambda path`: data.table::fread, glmnet over the same lambdas.
#
#   Rscript benchmarks/glmnet_path.R FILE.csv LAMBDAS.txt OUT.csv [THRESH [ALPHA]]
#
# FILE has a target `y`; LAMBDAS a number a line, falling, or is `-` for glmnet's own. OUT gets a line a lambda: `lambda`,
# `(intercept)`, a column a feature. THRESH is glmnet's, 1e-7 by default. Debian: r-cran-glmnet, r-cran-data.table.
start <- proc.time()[[3]]
suppressMessages({library(data.table); library(glmnet)})
arguments <- commandArgs(TRUE)
thresh <- if (length(arguments) > 3) as.numeric(arguments[4]) else 1e-7
alpha <- if (length(arguments) > 4) as.numeric(arguments[5]) else 1
loaded <- proc.time()[[3]]
data <- fread(arguments[1])
y <- data$y
x <- as.matrix(data[, !"y"])
lambda <- if (arguments[2] == "-") NULL else scan(arguments[2], quiet = TRUE)
read <- proc.time()[[3]]
fit <- glmnet(x, y, "binomial", alpha = alpha, lambda = lambda, standardize = TRUE, thresh = thresh, maxit = 1e8)
fitted <- proc.time()[[3]]
result <- as.data.table(cbind(fit$lambda, fit$a0, t(as.matrix(fit$beta))))
setnames(result, c("lambda", "(intercept)", colnames(x)))
fwrite(result, arguments[3])
end <- proc.time()[[3]]
cat(sprintf("glmnet %s, %d lambdas, %d to %d non-zeros\n", packageVersion("glmnet"), length(fit$lambda), min(fit$df), max(fit$df)))
cat(sprintf("import %.2f read %.2f fit %.2f write %.2f total %.2f\n", loaded - start, read - loaded, fitted - read, end - fitted, end - start))
