# Writes profile.golden.json beside this script: profile-likelihood intervals by root finding on glm refits with the coefficient
# as an offset, drop1's likelihood-ratio tests, and the tail of the chi-squared distribution. Run from anywhere:
#
#   Rscript tests/LogReg.Core.Tests/Golden/profile.R
#
# Last run with R 4.2.2, MASS 7.3.58.2, nnet 7.3.18 (Debian: r-base-core, r-cran-mass, r-cran-nnet).

folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
source(file.path(folder, "golden.R"))

control <- glm.control(epsilon = 1e-15, maxit = 100)
deviance_of <- function(x, y, w, offset) {
  suppressWarnings(glm.fit(x, y, w, offset = offset, family = binomial(), control = control))$deviance
}

golden_profile <- function(data_name, formula, data, note = "", weights = rep(1, nrow(data))) {
  environment(formula) <- environment() # where glm looks for weights
  fit <- glm(formula, binomial, data, weights = weights, control = control)
  x <- model.matrix(fit)
  names <- coefficient_names(colnames(x), fit$xlevels)
  errors <- sqrt(diag(vcov(fit)))
  bounds <- lapply(seq_len(ncol(x)), function(j) {
    rise <- function(value) deviance_of(x[, -j, drop = FALSE], fit$y, weights, value * x[, j]) - deviance(fit)
    bounds_by_root(rise, coef(fit)[[j]], errors[[j]], 0.95)
  })
  bounds <- do.call(rbind, bounds)
  # MASS interpolates by splines: four digits or so.
  stopifnot(max(abs(suppressMessages(confint(fit)) - bounds) / errors) < 2e-3)
  list(
    data = data_name,
    formula = trimws(paste(deparse(formula, width.cutoff = 500), note)),
    deviance = deviance(fit),
    coefficients = setNames(coef(fit), names),
    lower = setNames(bounds[, 1], names),
    upper = setNames(bounds[, 2], names)
  )
}

# With NV to infinity the rows of NV = 1 are certain: the others decide the largest likelihood and all other coefficients.
golden_separated <- function() {
  others <- golden_profile("endometrial.csv", HG ~ PI + EH, subset(endometrial, NV == 0), "(the rows with NV = 0)")
  rise <- function(value) deviance_of(model.matrix(~ PI + EH, endometrial), endometrial$HG, rep(1, 79), value * endometrial$NV) - others$deviance
  c(others, nvLower = uniroot(function(value) rise(value) - qchisq(0.95, 1), c(-10, 10), tol = 1e-14)$root)
}

golden_drop1 <- function(data_name, formula, data, note = "") {
  fit <- glm(formula, binomial, data, control = control)
  table <- drop1(fit, test = "LRT")[-1, ]
  list(
    data = data_name,
    formula = trimws(paste(deparse(formula, width.cutoff = 500), note)),
    statistics = setNames(table$LRT, rownames(table)),
    degreesOfFreedom = setNames(table$Df, rownames(table)),
    pValues = setNames(pchisq(table$LRT, table$Df, lower.tail = FALSE), rownames(table))
  )
}

golden_multinom <- function(data_name, formula, data, terms) {
  log_likelihood <- function(formula) {
    as.numeric(logLik(nnet::multinom(formula, data, reltol = 1e-15, abstol = 1e-15, maxit = 10000, trace = FALSE)))
  }
  full <- log_likelihood(formula)
  statistics <- sapply(terms, function(term) 2 * (full - log_likelihood(update(formula, paste("~ . -", term)))))
  list(data = data_name, formula = deparse(formula), statistics = setNames(statistics, terms))
}

birthwt <- transform(read_data("birthwt.csv"), race = factor(race))
titanic <- na.omit(read_data("titanic.csv"))
endometrial <- read_data("endometrial.csv")
low_birth_weight <- low ~ age + lwt + race + smoke + ptl + ht + ui + ftv

vaso <- golden_profile("vaso.csv", Y ~ logVolume + logRate, read_data("vaso.csv"))
stopifnot(abs(vaso$deviance - 29.22737528) < 1e-8)

statistics <- c(1e-6, 0.5, 1, 3, 10, 50, 300, 1370)
write_golden(list(
  script = "profile.R",
  tool = paste0(R.version.string, ", MASS ", packageVersion("MASS"), " for a check of the intervals, nnet ", packageVersion("nnet")),
  vaso = vaso,
  birthwt = golden_profile("birthwt.csv", low_birth_weight, birthwt, "(race as a category)"),
  birthwtWeighted = golden_profile("birthwt.csv", low_birth_weight, birthwt,
    "(race as a category, weights lwt mod 3 + 1)", weights = birthwt$lwt %% 3 + 1),
  endometrialSeparated = golden_separated(),
  birthwtDrop = golden_drop1("birthwt.csv", low_birth_weight, birthwt, "(race as a category)"),
  titanicDrop = golden_drop1("titanic.csv", survived ~ sex + age + passengerClass, titanic, "(rows without a missing age)"),
  titanicClassDrop = golden_multinom("titanic.csv", passengerClass ~ survived + sex + age, titanic, c("survived", "sex", "age")),
  chiSquared = list(
    statistics = statistics,
    tail1 = pchisq(statistics, 1, lower.tail = FALSE),
    tail2 = pchisq(statistics, 2, lower.tail = FALSE),
    tail7 = pchisq(statistics, 7, lower.tail = FALSE),
    tail40 = pchisq(statistics, 40, lower.tail = FALSE),
    probabilities = c(0.01, 0.5, 0.9, 0.95, 0.999, 0.999999),
    quantiles = qchisq(c(0.01, 0.5, 0.9, 0.95, 0.999, 0.999999), 1)
  )
), "profile.golden.json")
