# Writes classweights.golden.json beside this script: fits with class weights and their robust standard errors, and case-control corrections of the
# intercept, by R's glm and sandwich and by formula. Run from anywhere:
#
#   Rscript tests/LogReg.Core.Tests/Golden/classweights.R
#
# Last run with R 4.2.2, sandwich 3.0.2, nnet 7.3.18.

suppressPackageStartupMessages({
  library(sandwich)
  library(nnet)
})

folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
source(file.path(folder, "golden.R"))

birthwt <- transform(read_data("birthwt.csv"), race = factor(race))
terms <- low ~ age + lwt + race + smoke + ptl + ht + ui

# glm from its own solution, one iteration: sandwich() then reads the weights of the solution itself.
exact <- function(weights) {
  data <- birthwt
  data$case_weights <- weights
  fit <- function(start) suppressWarnings(do.call(glm, list(formula = terms, family = binomial, data = data, weights = quote(case_weights),
    start = start, control = glm.control(epsilon = 1e-14, maxit = if (is.null(start)) 100 else 1))))
  first <- fit(NULL)
  stopifnot(first$converged)
  fit(coef(first))
}

# What a fit is worth on rows of weights w, with its intercept moved.
judged <- function(fit, shift, w) {
  eta <- predict(fit) + shift
  y <- birthwt$low
  sum(w * (y * plogis(eta, log.p = TRUE) + (1 - y) * plogis(eta, lower.tail = FALSE, log.p = TRUE)))
}

weighted <- function(class_weights, own = rep(1, nrow(birthwt))) {
  y <- birthwt$low
  fit <- exact(own * class_weights[y + 1])
  shift <- -log(class_weights[2] / class_weights[1])
  n <- nrow(birthwt)
  p <- length(coef(fit))
  names <- coefficient_names(names(coef(fit)), fit$xlevels)
  corrected <- coef(fit) + c(shift, rep(0, p - 1))
  hc0 <- sqrt(diag(sandwich(fit)))
  list(
    classWeights = setNames(class_weights, c("0", "1")),
    rawCoefficients = setNames(coef(fit), names),
    coefficients = setNames(corrected, names),
    interceptCorrection = unname(shift),
    hc0 = setNames(hc0, names),
    hc1 = setNames(hc0 * sqrt(n / (n - p)), names),
    logLikelihood = judged(fit, shift, own),
    rawLogLikelihood = judged(fit, 0, own),
    meanProbability = weighted.mean(plogis(predict(fit) + shift), own)
  )
}

# Rows that weigh as often as they were seen: the same as the rows repeated.
repeated <- function(class_weights) {
  times <- 1 + (birthwt$age %% 3)
  long <- birthwt[rep(seq_len(nrow(birthwt)), times), ]
  long$case_weights <- class_weights[long$low + 1]
  fit <- function(start) suppressWarnings(do.call(glm, list(formula = terms, family = binomial, data = long, weights = quote(case_weights),
    start = start, control = glm.control(epsilon = 1e-14, maxit = if (is.null(start)) 100 else 1))))
  again <- fit(coef(fit(NULL)))
  names <- coefficient_names(names(coef(again)), again$xlevels)
  n <- nrow(long)
  hc0 <- sqrt(diag(sandwich(again)))
  list(rawCoefficients = setNames(coef(again), names), hc0 = setNames(hc0, names), hc1 = setNames(hc0 * sqrt(n / (n - length(names))), names))
}

prior <- function(share) {
  y <- birthwt$low
  fit <- exact(rep(1, nrow(birthwt)))
  observed <- mean(y)
  shift <- qlogis(share) - qlogis(observed)
  w <- ifelse(y == 1, share / observed, (1 - share) / (1 - observed))
  names <- coefficient_names(names(coef(fit)), fit$xlevels)
  errors <- sqrt(diag(vcov(fit)))
  estimates <- coef(fit) + c(shift, rep(0, length(coef(fit)) - 1))
  list(
    prior = share,
    interceptCorrection = shift,
    coefficients = setNames(estimates, names),
    standardErrors = setNames(errors, names),
    p = setNames(2 * pnorm(-abs(estimates / errors)), names),
    logLikelihood = judged(fit, shift, w),
    nullLogLikelihood = nrow(birthwt) * (share * log(share) + (1 - share) * log(1 - share)),
    ownLogLikelihood = judged(fit, 0, rep(1, nrow(birthwt))),
    meanProbability = weighted.mean(plogis(predict(fit) + shift), w)
  )
}

# Three classes of unequal weight: log-odds against the first class lose the logarithms of both weights.
softmax <- function() {
  iris <- read_data("iris.csv")
  class_weights <- c(setosa = 1, versicolor = 3, virginica = 0.5)
  fit <- multinom(species ~ sepal_width, iris, weights = class_weights[as.character(iris$species)], trace = FALSE, reltol = 1e-16, abstol = 1e-16, maxit = 10000)
  shift <- -log(class_weights[-1] / class_weights[1])
  estimates <- coef(fit)
  list(classWeights = class_weights, versicolor = setNames(estimates["versicolor", ] + c(shift["versicolor"], 0), c("(intercept)", "sepal_width")),
    virginica = setNames(estimates["virginica", ] + c(shift["virginica"], 0), c("(intercept)", "sepal_width")))
}

n <- nrow(birthwt)
counts <- c(sum(birthwt$low == 0), sum(birthwt$low == 1))
write_golden(
  list(
    script = "classweights.R",
    R = R.version.string,
    sandwich = as.character(packageVersion("sandwich")),
    balanced = weighted(n / (2 * counts)),
    given = weighted(c(0.5, 4)),
    frequency = repeated(c(0.5, 4)),
    prior = prior(0.02),
    softmax = softmax()
  ),
  "classweights.golden.json"
)
