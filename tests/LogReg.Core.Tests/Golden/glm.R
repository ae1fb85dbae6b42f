# Writes glm.golden.json and multinom.golden.json beside this script: what R's glm and nnet::multinom find in the files
# of data/. Run from anywhere:
#
#   Rscript tests/LogReg.Core.Tests/Golden/glm.R
#
# Last run with R 4.2.2, nnet 7.3.18 (Debian: r-base-core, r-cran-nnet).

folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
source(file.path(folder, "golden.R"))

# --- glm ------------------------------------------------------------------------------------------------------------

golden_glm <- function(data_name, formula, data, note = "", weights = NULL, offset = NULL) {
  environment(formula) <- environment() # where glm looks for weights and offset
  fit <- glm(formula, binomial, data, weights = weights, offset = offset, control = glm.control(epsilon = 1e-14, maxit = 100))
  stopifnot(fit$converged)
  # glm's own standard errors use the weights of the last iteration but one, which leaves 8 or 9 digits: take the
  # information at the solution instead.
  mu <- fitted(fit)
  information_root <- qr.R(qr(model.matrix(fit) * sqrt(fit$prior.weights * mu * (1 - mu))))
  errors <- sqrt(diag(chol2inv(information_root)))
  stopifnot(max(abs(errors / sqrt(diag(vcov(fit))) - 1)) < 1e-7)
  names <- coefficient_names(names(coef(fit)), fit$xlevels)
  list(
    data = data_name,
    formula = trimws(paste(deparse(formula, width.cutoff = 500), note)),
    rows = nobs(fit),
    coefficients = setNames(coef(fit), names),
    standardErrors = setNames(errors, names),
    logLikelihood = as.numeric(logLik(fit)),
    deviance = deviance(fit),
    nullDeviance = fit$null.deviance,
    aic = AIC(fit),
    firstFitted = unname(fitted(fit))[1:5]
  )
}

titanic <- na.omit(read_data("titanic.csv"))
birthwt <- read_data("birthwt.csv")
birthwt_race <- transform(birthwt, race = factor(race))
spector <- read_data("spector.csv")

low_birth_weight <- low ~ age + lwt + race + smoke + ptl + ht + ui + ftv

write_golden(list(
  script = "glm.R",
  tool = paste0(R.version.string, "; standard errors from the information at the solution"),
  titanic = golden_glm("titanic.csv", survived ~ sex + age + passengerClass, titanic, "(rows without a missing age)"),
  birthwt = golden_glm("birthwt.csv", low_birth_weight, birthwt_race, "(race as a category)"),
  birthwtNumericRace = golden_glm("birthwt.csv", low_birth_weight, birthwt, "(race as a number)"),
  spector = golden_glm("spector.csv", GRADE ~ GPA + TUCE + PSI, spector),
  birthwtWeighted = golden_glm("birthwt.csv", low_birth_weight, birthwt_race,
    "(race as a category, weights lwt mod 3 + 1)", weights = birthwt$lwt %% 3 + 1),
  birthwtOffset = golden_glm("birthwt.csv", low_birth_weight, birthwt_race,
    "(race as a category, offset 0.1 ftv - 0.2, which the null model has too)", offset = 0.1 * birthwt$ftv - 0.2)
), "glm.golden.json")

# --- multinom -------------------------------------------------------------------------------------------------------

# Newton's method on the softmax log-likelihood with the first class as reference, from multinom's solution to full
# convergence. `start` has a row for each other class.
newton_softmax <- function(x, class, start) {
  equations <- nrow(start)
  width <- ncol(x)
  y <- outer(as.integer(class), seq_len(equations) + 1, "==") * 1
  b <- t(start)
  evaluate <- function(b) {
    eta <- cbind(0, x %*% b)
    top <- apply(eta, 1, max)
    log_p <- eta - top - log(rowSums(exp(eta - top)))
    list(p = exp(log_p), log_likelihood = sum(log_p[cbind(seq_along(class), as.integer(class))]))
  }
  for (iteration in 1:5) {
    p <- evaluate(b)$p[, -1, drop = FALSE]
    gradient <- as.vector(t(x) %*% (y - p))
    information <- matrix(0, width * equations, width * equations)
    for (j in seq_len(equations)) for (k in seq_len(equations)) {
      rows <- (j - 1) * width + seq_len(width)
      columns <- (k - 1) * width + seq_len(width)
      information[rows, columns] <- t(x) %*% (x * (p[, j] * ((j == k) - p[, k])))
    }
    step <- solve(information, gradient)
    b <- b + step
  }
  stopifnot(max(abs(step) / pmax(abs(as.vector(b)), 1)) < 1e-13)
  end <- evaluate(b)
  errors <- matrix(sqrt(diag(solve(information))), nrow = equations, byrow = TRUE)
  list(coefficients = t(b), standard_errors = errors, log_likelihood = end$log_likelihood, p = end$p)
}

golden_multinom <- function(data_name, formula, data, note = "") {
  fit <- nnet::multinom(formula, data, reltol = 1e-15, abstol = 1e-15, maxit = 10000, trace = FALSE)
  stopifnot(fit$convergence == 0)
  x <- model.matrix(formula, data)
  class <- model.response(model.frame(formula, data))
  newton <- newton_softmax(x, class, coef(fit))
  names <- coefficient_names(colnames(x), fit$xlevels)
  by_class <- function(values) {
    colnames(values) <- names
    setNames(lapply(seq_len(nrow(values)), function(row) values[row, ]), levels(class)[-1])
  }
  difference <- max(abs(newton$coefficients - coef(fit)) / abs(newton$coefficients))
  stopifnot(abs(newton$log_likelihood - as.numeric(logLik(fit))) < 1e-9, difference < 1e-4)
  list(
    data = data_name,
    formula = trimws(paste(deparse(formula, width.cutoff = 500), note)),
    rows = nrow(x),
    reference = levels(class)[1],
    multinom = list(logLikelihood = as.numeric(logLik(fit)), coefficients = by_class(coef(fit))),
    coefficients = by_class(newton$coefficients),
    standardErrors = by_class(newton$standard_errors),
    logLikelihood = newton$log_likelihood,
    deviance = -2 * newton$log_likelihood,
    nullDeviance = -2 * sum(log(proportions(table(class)))[class]),
    firstFitted = setNames(lapply(seq_len(nlevels(class)), function(k) unname(newton$p[1:5, k])), levels(class))
  )
}

# iris will not do here: setosa is separable from the others, even by the two sepal measurements.
write_golden(list(
  script = "glm.R",
  tool = paste0(R.version.string, ", nnet ", packageVersion("nnet"),
    "; `multinom` is its answer, the other numbers are Newton's method from there to full convergence"),
  birthwt = golden_multinom("birthwt.csv", race ~ age + lwt + smoke, birthwt_race, "(race as a category)"),
  titanic = golden_multinom("titanic.csv", passengerClass ~ survived + sex + age, titanic, "(rows without a missing age)")
), "multinom.golden.json")
