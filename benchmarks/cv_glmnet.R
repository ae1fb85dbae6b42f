# The peer of `logreg train FILE --penalty lasso --lambda cv`: data.table::fread, cv.glmnet over the same lambdas.
#
#   Rscript benchmarks/cv_glmnet.R FILE.csv LAMBDAS.txt OUT.csv [THRESH [FOLDS]]
#
# FILE has a target `y`; LAMBDAS a number a line, falling, or is `-` for glmnet's own. OUT gets a line a lambda: `lambda`,
# `mean` and `standard_error` of the log loss (half of glmnet's deviance). Folds are glmnet's own, 10 by default, one after
# the other as cv.glmnet does without a parallel backend. Debian: r-cran-glmnet, r-cran-data.table.
start <- proc.time()[[3]]
suppressMessages({library(data.table); library(glmnet)})
arguments <- commandArgs(TRUE)
thresh <- if (length(arguments) > 3) as.numeric(arguments[4]) else 1e-7
folds <- if (length(arguments) > 4) as.integer(arguments[5]) else 10
set.seed(1)
loaded <- proc.time()[[3]]
data <- fread(arguments[1])
y <- data$y
x <- as.matrix(data[, !"y"])
lambda <- if (arguments[2] == "-") NULL else scan(arguments[2], quiet = TRUE)
read <- proc.time()[[3]]
fit <- cv.glmnet(x, y, family = "binomial", lambda = lambda, nfolds = folds, type.measure = "deviance", standardize = TRUE, thresh = thresh, maxit = 1e8)
fitted <- proc.time()[[3]]
fwrite(data.table(lambda = fit$lambda, mean = fit$cvm / 2, standard_error = fit$cvsd / 2), arguments[3])
end <- proc.time()[[3]]
cat(sprintf("glmnet %s, %d lambdas, %d folds, lambda.min %.6g at %.6f, lambda.1se %.6g\n",
  packageVersion("glmnet"), length(fit$lambda), folds, fit$lambda.min, min(fit$cvm) / 2, fit$lambda.1se))
cat(sprintf("import %.2f read %.2f fit %.2f write %.2f total %.2f\n", loaded - start, read - loaded, fitted - read, end - fitted, end - start))
