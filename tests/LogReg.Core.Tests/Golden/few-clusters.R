# Reference numbers for cluster-robust standard errors with fewer clusters than coefficients: sandwich prints each standard error, though the
# covariance matrix does not have full rank. Writes few-clusters.golden.json beside this script. Run with: Rscript few-clusters.R

suppressPackageStartupMessages(library(sandwich))

folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
source(file.path(folder, "golden.R"))

birthwt <- read_data("birthwt.csv")
cluster <- birthwt$age %% 7

golden <- function(data) {
  formula <- low ~ lwt + race + smoke + ptl + ht + ui + ftv
  first <- glm(formula, family = binomial, data = data, epsilon = 1e-15, maxit = 100)

  # Once more from the solution: the weights that vcovCL reads are those of the last iteration but one.
  fit <- suppressWarnings(glm(formula, family = binomial, data = data, start = coef(first), epsilon = 1e-15, maxit = 1))
  covariance <- vcovCL(fit, cluster = cluster, type = "HC0", cadjust = TRUE)
  names <- coefficient_names(names(coef(fit)), fit$xlevels)
  error <- sqrt(diag(covariance))
  z <- coef(fit) / error
  list(
    clusters = length(unique(cluster)),
    coefficients = setNames(coef(fit), names),
    standardErrors = setNames(error, names),
    z = setNames(z, names),
    p = setNames(2 * pnorm(-abs(z)), names),
    lower = setNames(coef(fit) - qnorm(0.975) * error, names),
    upper = setNames(coef(fit) + qnorm(0.975) * error, names),
    rankOfSlopes = sum(eigen(covariance[-1, -1], symmetric = TRUE, only.values = TRUE)$values > 1e-12 * max(diag(covariance)))
  )
}

write_golden(list(
  script = "few-clusters.R",
  tool = paste0(R.version.string, ", sandwich ", packageVersion("sandwich")),
  numericRace = golden(birthwt),
  categoricalRace = golden(transform(birthwt, race = factor(race)))
), "few-clusters.golden.json")
