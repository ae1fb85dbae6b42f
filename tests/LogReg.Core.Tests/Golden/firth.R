# Writes firth.golden.json beside this script: Firth's bias-reduced fits by brglm2, and the tests and profile intervals of the
# penalised likelihood from an implementation of its own, by scoring and root finding. Run from anywhere:
#
#   Rscript tests/LogReg.Core.Tests/Golden/firth.R
#
# Last run with R 4.2.2, brglm2 0.9 (Debian: r-base-core, r-cran-brglm2).

folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
source(file.path(folder, "golden.R"))
library(brglm2)

# The penalised likelihood of all columns of x, maximised over the coefficients that are not held.
penalised <- function(x, y, w, offset, held = integer(), values = numeric()) {
  free <- setdiff(seq_len(ncol(x)), held)
  evaluate <- function(b) {
    eta <- drop(offset + x %*% b)
    mu <- plogis(eta)
    root <- x * sqrt(w * mu * (1 - mu))
    r <- qr.R(qr(root, LAPACK = FALSE, tol = 0))
    if (!all(is.finite(r)) || any(abs(diag(r)) < 1e-150)) {
      return(list(value = -Inf))
    }
    h <- rowSums((root %*% backsolve(r, diag(ncol(x))))^2)
    log_likelihood <- sum(w * ifelse(y == 1, plogis(eta, log.p = TRUE), plogis(-eta, log.p = TRUE)))
    list(
      log_likelihood = log_likelihood,
      value = log_likelihood + sum(log(abs(diag(r)))),
      score = drop(crossprod(x, w * (y - mu) + h * (0.5 - mu))),
      information = crossprod(root),
      mu = mu
    )
  }
  b <- numeric(ncol(x))
  b[held] <- values
  now <- evaluate(b)
  smallest <- Inf
  for (iteration in 1:2000) {
    if (length(free) == 0) break
    step <- solve(now$information[free, free, drop = FALSE], now$score[free])
    length <- max(abs(step) / pmax(1, abs(b[free])))
    # Once rounding rules, the steps no longer shrink.
    if (length < 1e-11 && length >= smallest / 2) break
    smallest <- min(smallest, length)
    repeat {
      candidate <- b
      candidate[free] <- b[free] + step
      then <- evaluate(candidate)
      if (then$value >= now$value - 1e-11) break
      step <- step / 2
    }
    b <- candidate
    now <- then
  }
  stopifnot(length(free) == 0 || length < 1e-11)
  c(list(coefficients = b), now)
}

golden_firth <- function(data_name, formula, data, note = "", weights = rep(1, nrow(data)), offset = rep(0, nrow(data))) {
  environment(formula) <- environment() # where glm looks for weights and offset
  fit <- glm(formula, binomial, data, weights = weights, offset = offset, method = brglmFit, type = "AS_mean",
    epsilon = 1e-13, maxit = 10000, slowit = 1)
  x <- model.matrix(fit)
  y <- fit$y
  own <- penalised(x, y, weights, offset)
  stopifnot(fit$converged, max(abs(own$coefficients / coef(fit) - 1)) < 1e-10)
  names <- coefficient_names(colnames(x), fit$xlevels)
  errors <- sqrt(diag(solve(own$information)))

  statistics <- sapply(seq_len(ncol(x)), function(j) 2 * (own$value - penalised(x, y, weights, offset, j, 0)$value))
  intervals <- lapply(seq_len(ncol(x)), function(j) {
    rise <- function(value) 2 * (own$value - penalised(x, y, weights, offset, j, value)$value)
    bounds_by_root(rise, own$coefficients[j], errors[j], 0.95)
  })
  others <- seq_len(ncol(x))[-1]
  null <- penalised(x, y, weights, offset, others, rep(0, length(others)))

  # FLIC: the other coefficients stay, the intercept is fitted by maximum likelihood.
  rest <- offset + drop(x[, -1, drop = FALSE] %*% own$coefficients[-1])
  flic <- uniroot(function(a) sum(weights * (y - plogis(a + rest))), own$coefficients[1] + c(-5, 5), tol = 1e-15)$root
  list(
    data = data_name,
    formula = trimws(paste(deparse(formula, width.cutoff = 500), note)),
    coefficients = setNames(coef(fit), names),
    standardErrors = setNames(errors, names),
    logLikelihood = own$log_likelihood,
    penalisedLogLikelihood = own$value,
    nullPenalisedLogLikelihood = null$value,
    statistics = setNames(statistics, names),
    pValues = setNames(pchisq(statistics, 1, lower.tail = FALSE), names),
    lower = setNames(sapply(intervals, `[`, 1), names),
    upper = setNames(sapply(intervals, `[`, 2), names),
    flicIntercept = flic
  )
}

endometrial <- read_data("endometrial.csv")
birthwt <- transform(read_data("birthwt.csv"), race = factor(race))
low_birth_weight <- low ~ age + lwt + race + smoke + ptl + ht + ui + ftv

published <- golden_firth("endometrial.csv", HG ~ NV + PI + EH, endometrial)
# The published figures were not iterated to the end.
stopifnot(max(abs(published$coefficients / c(3.77455951, 2.92927330, -0.03475175, -2.60416387) - 1)) < 3e-7)

write_golden(list(
  script = "firth.R",
  tool = paste0(R.version.string, ", brglm2 ", packageVersion("brglm2"),
    " for the coefficients; the penalised likelihood's tests and intervals by scoring and uniroot"),
  endometrial = published,
  birthwt = golden_firth("birthwt.csv", low_birth_weight, birthwt, "(race as a category)"),
  birthwtWeighted = golden_firth("birthwt.csv", low_birth_weight, birthwt,
    "(race as a category, weights lwt mod 3 + 1)", weights = birthwt$lwt %% 3 + 1),
  birthwtOffset = golden_firth("birthwt.csv", low_birth_weight, birthwt,
    "(race as a category, offset 0.1 ftv - 0.2)", offset = 0.1 * birthwt$ftv - 0.2)
), "firth.golden.json")
