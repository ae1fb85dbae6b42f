# Writes formulafits.golden.json beside this script: models with formulas that are not plain maximum likelihood of two classes. Run from
# anywhere:
#
#   Rscript tests/LogReg.Core.Tests/Golden/formulafits.R
#
# Last run with R 4.2.2, rms 6.5-0, Hmisc 4.8-0, glmnet 4.1-6, brglm2 0.9, sandwich 3.0-2 (Debian).
#
# The columns of each model are those that R makes of the same terms: rcspline.eval for splines, poly for polynomials, products of columns.
# Their names are ours. Weights are frequencies: R gets each row as often as its weight says.

suppressMessages({ library(rms); library(glmnet); library(brglm2); library(sandwich) })
folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
source(file.path(folder, "golden.R"))
source(file.path(folder, "paths.R"))

birthwt <- read.csv(file.path(folder, "../../../data", "birthwt.csv"))
birthwt$w <- (seq_len(nrow(birthwt)) %% 3) + 1
birthwt$fold <- (seq_len(nrow(birthwt)) - 1) %% 5
birthwt$site <- (seq_len(nrow(birthwt)) - 1) %% 24
birthwt$shift <- 0.1 * birthwt$ftv - 0.2
expanded <- birthwt[rep(seq_len(nrow(birthwt)), birthwt$w), ]

# --- columns ---------------------------------------------------------------------------------------------------------

# A term is a matrix of columns with names. Constants are those of `at`, the rows that a model is fitted to.
number <- function(name) function(d, at) setNames(list(d[[name]]), name)
spline <- function(name, k) function(d, at) {
  knots <- rcspline.eval(at[[name]], nk = k, knots.only = TRUE)
  term <- sprintf("spline(%s, %d)", name, k)
  x <- rcspline.eval(d[[name]], knots = knots, inclx = TRUE)
  setNames(lapply(seq_len(ncol(x)), function(j) x[, j]), paste0(term, strrep("'", seq_len(ncol(x)) - 1)))
}
polynomial <- function(name, degree) function(d, at) {
  x <- predict(poly(at[[name]], degree), d[[name]])
  setNames(lapply(seq_len(degree), function(j) x[, j]), sprintf("poly(%s, %d)%s", name, degree, seq_len(degree)))
}
power <- function(name, exponent) function(d, at) setNames(list(d[[name]]^exponent), sprintf("%s^%d", name, exponent))
scaled <- function(name) function(d, at) setNames(list((d[[name]] - mean(at[[name]])) / sd(at[[name]])), sprintf("scale(%s)", name))
centred <- function(name) function(d, at) setNames(list(d[[name]] - mean(at[[name]])), sprintf("center(%s)", name))
levels_of <- function(name, first) function(d, at) {
  values <- sort(unique(at[[name]]))
  values <- values[first:length(values)]
  setNames(lapply(values, function(value) as.numeric(d[[name]] == value)), paste0(name, "=", values))
}
product <- function(one, other) function(d, at) {
  left <- one(d, at)
  right <- other(d, at)
  pairs <- expand.grid(left = names(left), right = names(right), stringsAsFactors = FALSE)
  setNames(Map(function(l, r) left[[l]] * right[[r]], pairs$left, pairs$right), paste0(pairs$left, ":", pairs$right))
}
matrix_of <- function(terms, d, at = d) do.call(cbind, unlist(lapply(terms, function(term) term(d, at)), recursive = FALSE))

# --- maximum likelihood ----------------------------------------------------------------------------------------------

# Newton's method on scaled columns, the first class without an equation.
softmax <- function(x, target, weights = rep(1, nrow(x))) {
  scales <- apply(x, 2, sd)
  z <- cbind(1, scale(x, center = TRUE, scale = scales))
  k <- nlevels(target) - 1
  y <- outer(as.integer(target), seq_len(k) + 1, "==") + 0
  b <- matrix(0, ncol(z), k)
  information <- function(p) {
    h <- matrix(0, length(b), length(b))
    for (i in 1:k) for (j in 1:k) {
      at <- function(c) (c - 1) * ncol(z) + seq_len(ncol(z))
      h[at(i), at(j)] <- crossprod(z, z * (weights * p[, i] * ((i == j) - p[, j])))
    }
    h
  }
  predict <- function(b) { power <- exp(z %*% b); power / (1 + rowSums(power)) }
  for (step in 1:100) {
    p <- predict(b)
    move <- solve(information(p), as.vector(crossprod(z, weights * (y - p))))
    b <- b + move
    if (max(abs(move)) < 1e-14) break
  }
  # From scaled to original columns.
  back <- diag(c(1, 1 / scales))
  back[1, -1] <- -colMeans(x) / scales
  covariance <- kronecker(diag(k), back) %*% solve(information(predict(b))) %*% t(kronecker(diag(k), back))
  names <- c("(intercept)", colnames(x))
  by_class <- function(values) setNames(lapply(seq_len(k), function(i) setNames(values[, i], names)), levels(target)[-1])
  p <- predict(b)
  all <- cbind(1 - rowSums(p), p)
  list(coefficients = by_class(back %*% b), standardErrors = by_class(matrix(sqrt(diag(covariance)), ncol(z))),
    logLikelihood = sum(weights * log(all[cbind(seq_len(nrow(z)), as.integer(target))])))
}

exact <- function(x, y, offset = rep(0, length(y))) {
  fit <- function(start) suppressWarnings(glm(y ~ x, family = binomial, offset = offset, start = start,
    control = glm.control(epsilon = 1e-14, maxit = if (is.null(start)) 100 else 1)))
  fit(coef(fit(NULL)))
}
likelihood <- function(x, y, offset = rep(0, length(y))) {
  fit <- exact(x, y, offset)
  names <- c("(intercept)", colnames(x))
  list(coefficients = setNames(coef(fit), names), standardErrors = setNames(sqrt(diag(vcov(fit))), names), logLikelihood = -deviance(fit) / 2)
}

# --- the cases -------------------------------------------------------------------------------------------------------

race <- function(first) levels_of("race", first)
products <- list(spline("lwt", 4), number("smoke"), race(2), product(number("smoke"), race(2)))
smooth <- function(k) likelihood(matrix_of(list(spline("lwt", k), spline("age", 3)), expanded), expanded$low)

weighted <- setNames(lapply(3:7, smooth), sprintf("spline(lwt, %d) + spline(age, 3)", 3:7))
weighted[["scale(lwt)*center(age) + poly(ftv, 2)"]] <- likelihood(
  matrix_of(list(scaled("lwt"), centred("age"), polynomial("ftv", 2), product(scaled("lwt"), centred("age"))), expanded), expanded$low)

several <- function(terms, d) softmax(matrix_of(terms, d), factor(d$race))
classes <- list(
  "spline(lwt, 4)*smoke + age" = several(list(spline("lwt", 4), number("smoke"), number("age"), product(spline("lwt", 4), number("smoke"))), birthwt),
  "poly(age, 2) + smoke:lwt + lwt + smoke" = several(
    list(polynomial("age", 2), number("lwt"), number("smoke"), product(number("smoke"), number("lwt"))), birthwt)
)

robust <- function(terms) {
  x <- matrix_of(terms, birthwt)
  fit <- exact(x, birthwt$low)
  errors <- function(covariance) setNames(sqrt(diag(covariance)), c("(intercept)", colnames(x)))
  list(hc0 = errors(vcovHC(fit, type = "HC0")), hc1 = errors(vcovHC(fit, type = "HC1")), cluster = errors(vcovCL(fit, cluster = birthwt$site)))
}

firth <- function(terms) {
  x <- matrix_of(terms, birthwt)
  fit <- suppressWarnings(glm(birthwt$low ~ x, binomial, method = brglmFit, type = "AS_mean", epsilon = 1e-13, maxit = 10000, slowit = 1))
  stopifnot(fit$converged)
  z <- cbind(1, x)
  p <- fitted(fit)
  names <- c("(intercept)", colnames(x))
  list(coefficients = setNames(coef(fit), names), standardErrors = setNames(sqrt(diag(solve(crossprod(z, z * (p * (1 - p)))))), names))
}

# Numbers are standardised, those of products too; a level of a category by itself is 0 or 1, and all levels have a coefficient.
design_of <- function(terms, d, target, at = d) {
  x <- matrix_of(terms, d, at)
  own <- matrix_of(terms, at)
  is_level <- grepl("^race=[0-9]$", colnames(x))
  means <- ifelse(is_level, 0, colMeans(own))
  deviations <- ifelse(is_level, 1, sqrt(colMeans(sweep(own, 2, colMeans(own))^2)))
  list(x = sweep(sweep(x, 2, means), 2, deviations, "/"), names = colnames(x), features = colnames(x), means = means,
    deviations = deviations, y = factor(d[[target]]), weights = rep(1 / nrow(d), nrow(d)))
}
penalised_terms <- list(
  "spline(lwt, 4)*smoke + poly(age, 2) + race" = list(
    spline("lwt", 4), number("smoke"), polynomial("age", 2), race(1), product(spline("lwt", 4), number("smoke"))),
  "lwt*smoke + age + age^2 + ptl*ui + race" = list(number("lwt"), number("smoke"), number("age"), power("age", 2), number("ptl"), number("ui"),
    race(1), product(number("lwt"), number("smoke")), product(number("ptl"), number("ui"))),
  "lwt*race + smoke" = list(number("lwt"), race(1), number("smoke"), product(number("lwt"), race(1)))
)
penalised <- unlist(lapply(c(ridge = 0, "elastic-net" = 0.5, lasso = 1), function(alpha) lapply(penalised_terms, function(terms)
  golden_path("birthwt.csv", design_of(terms, birthwt, "low"), alpha, c(0.1, 0.03, 0.01)))), recursive = FALSE)
penalised_classes <- unlist(lapply(c(ridge = 0, "elastic-net" = 0.5, lasso = 1), function(alpha) list("spline(lwt, 4)*smoke + age" =
  golden_path("birthwt.csv", design_of(list(spline("lwt", 4), number("smoke"), number("age"), product(spline("lwt", 4), number("smoke"))),
    birthwt, "race"), alpha, c(0.1, 0.03, 0.01)))), recursive = FALSE)

# The mean log loss of each fold, whose model is fitted to the other folds, knots included.
loss <- function(y, log_odds) mean(log1p(exp(ifelse(y == 1, -log_odds, log_odds))))
of_folds <- function(loss_of) {
  folds <- sort(unique(birthwt$fold))
  losses <- sapply(folds, function(fold) loss_of(birthwt[birthwt$fold != fold, ], birthwt[birthwt$fold == fold, ]))
  sizes <- sapply(folds, function(fold) sum(birthwt$fold == fold))
  list(losses = losses, mean = sum(losses * sizes) / sum(sizes))
}
validated <- of_folds(function(training, held) loss(held$low,
  drop(cbind(1, matrix_of(products, held, training)) %*% coef(exact(matrix_of(products, training), training$low)))))
validated_ridge <- of_folds(function(training, held) {
  terms <- penalised_terms[[1]]
  design <- design_of(terms, training, "low")
  problem <- make_problem(design, 0, rep(1, length(design$names)), rep(FALSE, length(design$names)), 0)
  b <- polish(problem, matrix(0, length(design$names) + 1, 1), 0.03)
  loss(held$low, drop(cbind(1, design_of(terms, held, "low", training)$x) %*% b))
})

write_golden(list(
  script = "formulafits.R",
  tool = paste0(R.version.string, ", rms ", packageVersion("rms"), ", Hmisc ", packageVersion("Hmisc"), ", glmnet ", packageVersion("glmnet"),
    "; taken to full convergence by Newton's method on its active set, brglm2 ", packageVersion("brglm2"), ", sandwich ", packageVersion("sandwich")),
  weighted = weighted,
  classes = classes,
  offset = list("spline(lwt, 4) + smoke*race" = likelihood(matrix_of(products, birthwt), birthwt$low, birthwt$shift)),
  robust = list("spline(lwt, 4) + smoke*race" = robust(products)),
  firth = list(
    "spline(lwt, 4) + smoke*race" = firth(products),
    "poly(age, 2) + lwt*ui" = firth(list(polynomial("age", 2), number("lwt"), number("ui"), product(number("lwt"), number("ui"))))),
  penalised = penalised,
  penalisedClasses = penalised_classes,
  validated = list("spline(lwt, 4) + smoke*race" = validated),
  validatedRidge = list("spline(lwt, 4)*smoke + poly(age, 2) + race" = validated_ridge)
), "formulafits.golden.json")
