# Reference numbers for inference: standard errors (model, sandwich, clustered), tests, measures of fit, collinearity.
# Writes inference.golden.json beside this script. Run with: Rscript inference.R
# Needs sandwich, lmtest and car. Where they stop at glm's own covariance, which is computed from the weights of the last
# iteration but one and so has 8 or 9 digits, the fit is first moved to full convergence: see exact().

suppressPackageStartupMessages({
  library(sandwich)
  library(lmtest)
  library(car)
})

folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
source(file.path(folder, "golden.R"))

# glm from its own solution, one iteration: the weights, and with them the QR that vcov(), sandwich() and vif() read, are then those of the
# solution itself. The call holds the data themselves, so that update() and drop1() find them.
exact <- function(formula, data, weights = rep(1, nrow(data))) {
  data$case_weights <- weights
  fit <- function(start) suppressWarnings(do.call(glm, list(formula = formula, family = binomial, data = data, weights = quote(case_weights),
    start = start, control = glm.control(epsilon = 1e-14, maxit = if (is.null(start)) 100 else 1))))
  first <- fit(NULL)
  stopifnot(first$converged)
  again <- fit(coef(first))
  stopifnot(max(abs(coef(again) / coef(first) - 1)) < 1e-9)
  again$call$control <- glm.control(epsilon = 1e-14, maxit = 100)
  again$call["start"] <- list(NULL)
  again
}

# Groups at the deciles, as hoslem.test of ResourceSelection and generalhoslem cut them.
hosmer_lemeshow <- function(y, p, groups = 10) {
  breaks <- unique(quantile(p, probs = seq(0, 1, 1 / groups)))
  cell <- cut(p, breaks = breaks, include.lowest = TRUE)
  observed <- tapply(y, cell, sum)
  expected <- tapply(p, cell, sum)
  size <- tapply(y, cell, length)
  statistic <- sum((observed - expected)^2 / (expected * (1 - expected / size)))
  df <- nlevels(cell) - 2
  list(statistic = statistic, df = df, p = pchisq(statistic, df, lower.tail = FALSE))
}

golden <- function(name, formula, data, cluster = NULL, weights = NULL) {
  fit <- if (is.null(weights)) exact(formula, data) else exact(formula, data, weights)
  names <- coefficient_names(names(coef(fit)), fit$xlevels)
  named <- function(values) setNames(values, names)
  wald <- function(covariance) {
    test <- coeftest(fit, vcov. = covariance)
    slopes <- -1
    b <- coef(fit)[slopes]
    by_term <- attr(model.matrix(fit), "assign")
    of_term <- function(term) {
      own <- which(by_term == term)
      sum(coef(fit)[own] * solve(covariance[own, own], coef(fit)[own]))
    }
    terms <- attr(terms(fit), "term.labels")
    list(standardErrors = named(test[, 2]), z = named(test[, 3]), p = named(test[, 4]),
      wald = sum(b * solve(covariance[slopes, slopes], b)),
      waldOfFeatures = setNames(vapply(seq_along(terms), of_term, 0), terms))
  }
  n <- nobs(fit)
  y <- fit$y
  p <- fitted(fit)
  null <- suppressWarnings(update(fit, . ~ 1))
  log_likelihood <- as.numeric(logLik(fit))
  null_log_likelihood <- as.numeric(logLik(null))
  cox_snell <- 1 - exp(2 * (null_log_likelihood - log_likelihood) / n)
  test <- lrtest(null, fit)
  inflation <- vif(fit)
  if (is.matrix(inflation)) inflation <- inflation[, 1]
  dropped <- suppressWarnings(drop1(fit, test = "LRT"))[-1, ]
  covariance <- vcov(fit)
  result <- list(
    data = name,
    formula = paste(deparse(formula, width.cutoff = 500), collapse = ""),
    observations = n,
    model = wald(covariance),
    covarianceFirstRow = named(covariance[1, ]),
    hc0 = wald(vcovHC(fit, type = "HC0")),
    hc1 = wald(vcovHC(fit, type = "HC1")),
    logLikelihood = log_likelihood,
    nullLogLikelihood = null_log_likelihood,
    deviance = deviance(fit),
    nullDeviance = fit$null.deviance,
    aic = AIC(fit),
    bic = BIC(fit),
    likelihoodRatio = list(statistic = test$Chisq[2], df = test$Df[2], p = test$`Pr(>Chisq)`[2]),
    mcFadden = 1 - log_likelihood / null_log_likelihood,
    coxSnell = cox_snell,
    nagelkerke = cox_snell / (1 - exp(2 * null_log_likelihood / n)),
    tjur = sum((p * y * fit$prior.weights)) / sum(y * fit$prior.weights) -
      sum((p * (1 - y) * fit$prior.weights)) / sum((1 - y) * fit$prior.weights),
    varianceInflation = inflation,
    drop1 = list(
      statistic = setNames(dropped$LRT, rownames(dropped)),
      df = setNames(dropped$Df, rownames(dropped)),
      p = setNames(dropped$`Pr(>Chi)`, rownames(dropped)),
      aic = setNames(dropped$AIC, rownames(dropped)))
  )
  if (is.null(weights)) result$hosmerLemeshow <- hosmer_lemeshow(y, p)
  if (!is.null(cluster)) result$cluster <- c(wald(vcovCL(fit, cluster = cluster)), list(clusters = length(unique(cluster))))
  result
}

# The condition number of the information of standardised numeric columns (population deviation), 0/1 columns as they are, scaled to ones on
# its diagonal.
condition_number <- function(fit, numeric) {
  x <- model.matrix(fit)
  for (column in numeric) {
    values <- x[, column]
    x[, column] <- (values - mean(values)) / sqrt(mean((values - mean(values))^2))
  }
  p <- fitted(fit)
  information <- t(x) %*% (x * p * (1 - p))
  scale <- 1 / sqrt(diag(information))
  eigenvalues <- eigen(information * outer(scale, scale), symmetric = TRUE, only.values = TRUE)$values
  sqrt(max(eigenvalues) / min(eigenvalues))
}

titanic <- na.omit(read_data("titanic.csv"))
birthwt <- transform(read_data("birthwt.csv"), race = factor(race))
spector <- read_data("spector.csv")
low_birth_weight <- low ~ age + lwt + race + smoke + ptl + ht + ui + ftv

titanic_formula <- survived ~ sex + age + passengerClass
conditions <- c(
  titanic = condition_number(exact(titanic_formula, titanic), "age"),
  birthwt = condition_number(exact(low_birth_weight, birthwt), c("age", "lwt", "smoke", "ptl", "ht", "ui", "ftv")),
  spector = condition_number(exact(GRADE ~ GPA + TUCE + PSI, spector), c("GPA", "TUCE", "PSI"))
)

# Importance weights: glm's own reading of weights.
weights <- birthwt$lwt %% 3 + 1
repeated <- birthwt[rep(seq_len(nrow(birthwt)), weights), ]

write_golden(list(
  script = "inference.R",
  tool = paste0(R.version.string, ", sandwich ", packageVersion("sandwich"), ", lmtest ", packageVersion("lmtest"), ", car ", packageVersion("car")),
  quantiles = c("0.5" = qnorm(0.75), "0.9" = qnorm(0.95), "0.95" = qnorm(0.975), "0.99" = qnorm(0.995), "0.999" = qnorm(0.9995)),
  normalTails = c("0.5" = 2 * pnorm(-0.5), "2" = 2 * pnorm(-2), "8" = 2 * pnorm(-8), "37" = 2 * pnorm(-37)),
  conditionNumbers = conditions,
  titanic = golden("titanic.csv", titanic_formula, titanic, cluster = titanic$age),
  birthwt = golden("birthwt.csv", low_birth_weight, birthwt, cluster = birthwt$lwt),
  spector = golden("spector.csv", GRADE ~ GPA + TUCE + PSI, spector),
  birthwtImportance = golden("birthwt.csv", low_birth_weight, birthwt, cluster = birthwt$lwt, weights = weights),
  birthwtFrequency = golden("birthwt.csv", low_birth_weight, repeated, cluster = repeated$lwt)
), "inference.golden.json")
