# Paths by glmnet, taken to full convergence: what glmnet.R and formulafits.R share; they source() it after library(glmnet). A design is
# a list: `x`, standardised columns; their `names`, `features`, `means` and `deviations`; `y`, a factor; `weights`, which sum to 1.

# --- the optimum to full convergence ---------------------------------------------------------------------------------

# Everything about a problem but lambda. Parameters are a matrix with a row for the intercept, then one for each column,
# and a column for each equation: one of two classes, one a class of more.
make_problem <- function(design, alpha, factors, nonnegative, offset) {
  classes <- nlevels(design$y)
  equations <- if (classes == 2) 1 else classes
  indicators <- outer(as.integer(design$y), if (classes == 2) 2 else seq_len(classes), "==") * 1
  list(z = cbind(1, design$x), target = indicators, weights = design$weights, equations = equations, alpha = alpha,
    factors = c(0, factors), nonnegative = c(FALSE, nonnegative), offset = offset)
}

probabilities <- function(problem, b) {
  eta <- problem$z %*% b + problem$offset
  if (problem$equations == 1) return(plogis(eta))
  power <- exp(eta - apply(eta, 1, max))
  power / rowSums(power)
}

# The gradient of loss and ridge.
smooth_gradient <- function(problem, b, lambda) {
  residual <- problem$weights * (probabilities(problem, b) - problem$target)
  crossprod(problem$z, residual) + lambda * (1 - problem$alpha) * problem$factors * b
}

kkt_residual <- function(problem, b, lambda) {
  gradient <- smooth_gradient(problem, b, lambda)
  corner <- matrix(lambda * problem$alpha * problem$factors, nrow(b), ncol(b))
  bounded <- matrix(problem$nonnegative, nrow(b), ncol(b))
  at_zero <- ifelse(bounded, pmax(-gradient - corner, 0), pmax(abs(gradient) - corner, 0))
  residual <- ifelse(b != 0, abs(gradient + corner * sign(b)), at_zero)
  list(largest = max(residual), each = residual,
    # How far zeros are from entering, and the others from leaving.
    margin = min(ifelse(b != 0, abs(b), ifelse(bounded, gradient + corner, corner - abs(gradient)))[corner > 0 | bounded], Inf))
}

hessian <- function(problem, b, lambda, active) {
  p <- probabilities(problem, b)
  width <- nrow(b)
  h <- matrix(0, width * problem$equations, width * problem$equations)
  for (j in seq_len(problem$equations)) for (k in seq_len(problem$equations)) {
    rows <- (j - 1) * width + seq_len(width)
    columns <- (k - 1) * width + seq_len(width)
    h[rows, columns] <- crossprod(problem$z, problem$z * (problem$weights * p[, j] * ((j == k) - p[, k])))
    # A constant added to all intercepts changes nothing: make that direction stand still.
    if (problem$equations > 1) h[rows[1], columns[1]] <- h[rows[1], columns[1]] + 1
  }
  diag(h) <- diag(h) + lambda * (1 - problem$alpha) * rep(problem$factors, problem$equations)
  h[active, active, drop = FALSE]
}

# Newton's method on the parameters that are not 0 (or free), which enter and leave as the conditions say.
polish <- function(problem, b, lambda) {
  corner <- matrix(lambda * problem$alpha * problem$factors, nrow(b), ncol(b))
  bounded <- matrix(problem$nonnegative, nrow(b), ncol(b))
  constrained <- corner > 0 | bounded
  for (iteration in 1:200) {
    state <- kkt_residual(problem, b, lambda)
    if (state$largest < 1e-15) break
    gradient <- smooth_gradient(problem, b, lambda)
    entering <- constrained & b == 0 & state$each > 1e-14
    sign <- ifelse(b != 0, sign(b), ifelse(entering, -sign(gradient), 0))
    active <- which(!constrained | b != 0 | entering)
    step <- -solve(hessian(problem, b, lambda, active), (gradient + corner * sign)[active])
    # As far as the first sign to change; that parameter leaves.
    crosses <- constrained[active] & b[active] != 0 & sign(b[active] + step) != sign(b[active])
    share <- min(1, (-b[active] / step)[crosses])
    b[active] <- b[active] + share * step
    if (any(crosses)) b[active[crosses & (-(b[active] - share * step) / step) <= share]] <- 0
    if (max(abs(step)) < 1e-16 * max(abs(b), 1)) break
  }
  b
}

# --- a path ----------------------------------------------------------------------------------------------------------

# `factors` and `nonnegative` are by feature, as the options have them.
golden_path <- function(data_name, design, alpha, lambdas, factors = c(), nonnegative = character(), offset = 0, note = "") {
  by_column <- unname(ifelse(design$features %in% names(factors), factors[design$features], 1))
  bounds <- design$features %in% nonnegative
  problem <- make_problem(design, alpha, by_column, bounds, offset)
  scale <- sum(by_column) / length(by_column)
  family <- if (problem$equations == 1) "binomial" else "multinomial"
  rows <- nrow(design$x)
  fit <- glmnet(design$x, design$y, family, weights = design$weights * rows, offset = if (length(offset) == 1) NULL else offset,
    alpha = alpha, lambda = lambdas * scale, standardize = FALSE, thresh = 1e-14, maxit = 1e8, penalty.factor = by_column,
    lower.limits = ifelse(bounds, 0, -Inf), type.multinomial = "ungrouped")
  stopifnot(length(fit$lambda) == length(lambdas))

  of_glmnet <- function(index) {
    equations <- if (problem$equations == 1) list(fit$beta) else fit$beta
    intercepts <- if (problem$equations == 1) fit$a0[index] else fit$a0[, index]
    rbind(intercepts, sapply(equations, function(beta) beta[, index]), deparse.level = 0)
  }

  distance <- 0
  residual <- 0
  margin <- Inf
  solutions <- lapply(seq_along(lambdas), function(index) {
    start <- of_glmnet(index)
    b <- polish(problem, start, lambdas[index])
    # The intercepts of several classes sum to 0 in glmnet, too.
    if (problem$equations > 1) b[1, ] <- b[1, ] - mean(b[1, ])
    state <- kkt_residual(problem, b, lambdas[index])
    distance <<- max(distance, abs(b - start))
    residual <<- max(residual, state$largest)
    margin <<- min(margin, state$margin)
    b
  })
  cat(sprintf("%-14s alpha %.2f %s: conditions to %.1e, glmnet within %.1e, margin %.1e, non-zeros %s\n", data_name, alpha, note, residual, distance, margin,
    paste(sapply(solutions, function(b) sum(rowSums(b[-1, , drop = FALSE] != 0) > 0)), collapse = " ")))
  stopifnot(residual < 1e-12, distance < 1e-3, margin > 1e-7)

  by_name <- function(equation) {
    slopes <- sapply(solutions, function(b) b[-1, equation] / design$deviations)
    intercepts <- sapply(solutions, function(b) b[1, equation]) - colSums(slopes * design$means)
    kept <- rowSums(slopes != 0) > 0
    c(list("(intercept)" = intercepts), setNames(lapply(which(kept), function(row) slopes[row, ]), design$names[kept]))
  }
  losses <- sapply(solutions, function(b) {
    p <- probabilities(problem, b)
    -sum(problem$weights * log(if (problem$equations == 1) ifelse(problem$target == 1, p, 1 - p) else rowSums(p * problem$target)))
  })
  coefficients <- if (problem$equations == 1) by_name(1) else {
    equations <- lapply(seq_len(problem$equations), by_name)
    mean <- Reduce(`+`, lapply(equations, function(equation) equation[["(intercept)"]])) / length(equations)
    setNames(lapply(equations, function(equation) { equation[["(intercept)"]] <- equation[["(intercept)"]] - mean; equation }), levels(design$y))
  }
  c(list(data = data_name, alpha = alpha, glmnetDistance = distance, optimalityResidual = residual, lambdas = lambdas, losses = losses),
    if (alpha > 0) list(largestLambda = largest_lambda(problem)),
    list(deviations = as.list(setNames(design$deviations, design$names)), coefficients = coefficients))
}

# The smallest lambda at which every penalised coefficient is 0.
largest_lambda <- function(problem) {
  free <- polish(within(problem, alpha <- 1), matrix(0, ncol(problem$z), problem$equations), 1e6)
  gradient <- crossprod(problem$z, problem$weights * (probabilities(problem, free) - problem$target))
  pull <- ifelse(matrix(problem$nonnegative, nrow(free), ncol(free)), -gradient, abs(gradient))
  max((pull / (problem$alpha * problem$factors))[problem$factors > 0, , drop = FALSE])
}
