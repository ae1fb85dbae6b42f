# Writes glmnet.golden.json and wide.csv beside this script: whole regularisation paths by R's glmnet. Run from anywhere:
#
#   Rscript tests/LogReg.Core.Tests/Golden/glmnet.R
#
# Last run with R 4.2.2, glmnet 4.1.6 (Debian: r-base-core, r-cran-glmnet).
#
# The objective is (mean log loss) + lambda sum_j v_j (alpha |b_j| + (1 - alpha)/2 b_j^2) with b on standardised columns:
# numeric columns (also those of 0 and 1) have mean 0 and population standard deviation 1, a category has a 0/1 column for
# each of its levels, and the intercept is not penalised. The columns are standardised here and glmnet is told to leave
# them as they are; what it does to penalty factors (they are scaled to a mean of 1) is undone. Coefficients are written on
# the original scale of their feature: by name an array with one number for each lambda; names that are 0 at every lambda
# are left out. Only differences of the intercepts of several classes mean anything: there they sum to 0.
#
# glmnet stops on the change of the fit and leaves, with thresh = 1e-14, 4 to 7 digits (the fewer, the stronger columns are
# correlated). Its active set and signs are therefore taken to full convergence by Newton's method (`polish`), and the
# script fails unless the answer satisfies the conditions of Karush, Kuhn and Tucker to 1e-12 and glmnet's own is no
# further from it than `glmnetDistance` in the file says (the largest difference of a standardised coefficient). No
# coefficient is nearer to the border between 0 and not 0 than 1e-7: the sets of non-zeros are beyond doubt.

suppressMessages(library(glmnet))
folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
source(file.path(folder, "golden.R"))
source(file.path(folder, "paths.R"))

# --- the p > n set ---------------------------------------------------------------------------------------------------

# 40 rows x 120 columns with correlated neighbours, three decimals.
write_wide <- function() {
  set.seed(20260704, kind = "Mersenne-Twister", normal.kind = "Inversion")
  rows <- 40
  columns <- 120
  x <- matrix(rnorm(rows * columns), rows)
  for (column in 2:columns) x[, column] <- 0.6 * x[, column - 1] + 0.8 * x[, column]
  x <- round(x, 3)
  log_odds <- 1.5 * x[, 1] - 2 * x[, 20] + x[, 21] - 1.5 * x[, 60] + 0.5
  y <- ifelse(runif(rows) < plogis(log_odds), "yes", "no")
  connection <- file(file.path(folder, "wide.csv"), open = "wb")
  on.exit(close(connection))
  lines <- c(paste(c(paste0("x", seq_len(columns)), "y"), collapse = ","), apply(cbind(format_plain(x), y), 1, paste, collapse = ","))
  writeLines(lines, connection, sep = "\n")
}

format_plain <- function(x) {
  text <- sprintf("%.15g", x)
  dim(text) <- dim(x)
  text
}

# --- the design ------------------------------------------------------------------------------------------------------

make_design <- function(data, target, categories = character(), weights = rep(1, nrow(data))) {
  weights <- weights / sum(weights)
  columns <- list()
  means <- c()
  deviations <- c()
  features <- c()
  for (name in setdiff(names(data), target)) {
    if (name %in% categories) {
      values <- factor(data[[name]])
      for (level in levels(values)) {
        columns[[paste0(name, "=", level)]] <- as.numeric(values == level)
        means <- c(means, 0)
        deviations <- c(deviations, 1)
        features <- c(features, name)
      }
    } else {
      values <- data[[name]]
      mean <- sum(weights * values)
      deviation <- sqrt(sum(weights * (values - mean)^2))
      columns[[name]] <- (values - mean) / deviation
      means <- c(means, mean)
      deviations <- c(deviations, deviation)
      features <- c(features, name)
    }
  }
  list(x = do.call(cbind, columns), names = names(columns), features = features, means = means, deviations = deviations,
    y = factor(data[[target]]), weights = weights)
}

# Falling in equal ratios, six significant digits.
falling <- function(from, to, count) signif(exp(seq(log(from), log(to), length.out = count)), 6)

write_wide()
birthwt <- read_data("birthwt.csv")
breast_cancer <- read.csv(file.path(folder, "../../../data", "breast-cancer.csv"), check.names = FALSE)
iris_data <- read_data("iris.csv")
titanic <- na.omit(read_data("titanic.csv"))
wide <- read.csv(file.path(folder, "wide.csv"))

low <- make_design(birthwt, "low", "race")
cancer <- make_design(breast_cancer, "diagnosis")
species <- make_design(iris_data, "species")
passenger_class <- make_design(titanic, "passengerClass", c("survived", "sex"))
genes <- make_design(wide, "y")

write_golden(list(
  script = "glmnet.R",
  tool = paste0(R.version.string, ", glmnet ", packageVersion("glmnet"), "; taken to full convergence by Newton's method on its active set"),
  birthwtLasso = golden_path("birthwt.csv", low, 1, falling(0.14, 0.0003, 25)),
  birthwtElasticNet = golden_path("birthwt.csv", low, 0.5, falling(0.28, 0.0005, 25)),
  birthwtRidge = golden_path("birthwt.csv", low, 0, falling(10, 0.0001, 25)),
  birthwtFactors = golden_path("birthwt.csv", low, 1, falling(0.14, 0.0003, 15), factors = c(age = 0, lwt = 2, smoke = 0.5), note = "(factors)"),
  birthwtNonnegative = golden_path("birthwt.csv", low, 0.75, falling(0.2, 0.0003, 15), nonnegative = c("age", "lwt", "race", "smoke", "ptl"), note = "(bounds)"),
  birthwtWeighted = golden_path("birthwt.csv", make_design(birthwt, "low", "race", weights = birthwt$lwt %% 3 + 1), 1, falling(0.14, 0.0003, 15), note = "(weights lwt mod 3 + 1)"),
  birthwtOffset = golden_path("birthwt.csv", low, 0.9, falling(0.14, 0.0003, 15), offset = 0.1 * birthwt$ftv - 0.2, note = "(offset 0.1 ftv - 0.2)"),
  breastCancerLasso = golden_path("breast-cancer.csv", cancer, 1, falling(0.4, 0.0002, 25)),
  breastCancerElasticNet = golden_path("breast-cancer.csv", cancer, 0.5, falling(0.8, 0.0002, 25)),
  breastCancerRidge = golden_path("breast-cancer.csv", cancer, 0, falling(10, 0.0001, 20)),
  wideLasso = golden_path("wide.csv", genes, 1, falling(0.3, 0.003, 25)),
  wideElasticNet = golden_path("wide.csv", genes, 0.5, falling(0.6, 0.005, 12)),
  wideRidge = golden_path("wide.csv", genes, 0, falling(10, 0.01, 5)),
  irisLasso = golden_path("iris.csv", species, 1, falling(0.45, 0.0005, 20)),
  irisElasticNet = golden_path("iris.csv", species, 0.5, falling(0.9, 0.0005, 12)),
  titanicElasticNet = golden_path("titanic.csv", passenger_class, 0.5, falling(0.4, 0.0005, 12), note = "(rows without a missing age)")
), "glmnet.golden.json")
