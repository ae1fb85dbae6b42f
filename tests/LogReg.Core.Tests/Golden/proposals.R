# Tests of further terms: likelihood-ratio tests of splines and products, adjusted by Holm's method. R 4.2.2 (glm, p.adjust), rms 6.5-0,
# Hmisc 4.8-0. Writes proposals.golden.json. Run in the folder tests/LogReg.Core.Tests/Golden.
suppressMessages({ library(rms); library(jsonlite) })
d <- read.csv("../../../data/birthwt.csv")
d$race <- factor(d$race)
d$w <- (seq_len(nrow(d)) %% 3) + 1
control <- glm.control(epsilon = 1e-15, maxit = 200)
rc <- function(x, knots) rcspline.eval(x, knots = knots, inclx = TRUE)

# Newton's method for several classes, the first of which has no equation; glm for two.
likelihood <- function(formula, weights) {
  target <- d[[all.vars(formula)[1]]]
  x <- model.matrix(formula, d)
  x <- x[, qr(x)$pivot[seq_len(qr(x)$rank)], drop = FALSE]
  if (!is.factor(target)) {
    m <- suppressWarnings(glm.fit(x, target, weights = weights, family = binomial(), control = control))
    return(list(value = -m$deviance / 2, rank = m$rank))
  }
  k <- nlevels(target) - 1
  y <- outer(as.integer(target), seq_len(k) + 1, "==") + 0
  x <- cbind(1, scale(x[, -1]))
  b <- matrix(0, ncol(x), k)
  for (step in 1:60) {
    eta <- x %*% b
    p <- exp(eta) / (1 + rowSums(exp(eta)))
    gradient <- as.vector(t(x) %*% (weights * (y - p)))
    h <- matrix(0, length(b), length(b))
    for (i in 1:k) for (j in 1:k) {
      at <- function(c) (c - 1) * ncol(x) + seq_len(ncol(x))
      h[at(i), at(j)] <- crossprod(x, x * (weights * p[, i] * ((i == j) - p[, j])))
    }
    move <- solve(h, gradient)
    b <- b + move
    if (max(abs(move)) < 1e-14) break
  }
  eta <- x %*% b
  list(value = sum(weights * (rowSums(y * eta) - log(1 + rowSums(exp(eta))))), rank = ncol(x) * k)
}
case <- function(base, terms, weights = rep(1, nrow(d))) {
  smaller <- likelihood(base, weights)
  tests <- lapply(terms, function(theirs) {
    larger <- likelihood(theirs, weights)
    statistic <- 2 * (larger$value - smaller$value)
    df <- larger$rank - smaller$rank
    list(statistic = statistic, df = df, p = pchisq(statistic, df, lower.tail = FALSE))
  })
  # A product of columns that are never both above 0 adds nothing.
  tests <- Filter(function(test) test$df > 0, tests)
  holm <- p.adjust(sapply(tests, function(test) test$p), "holm")
  Map(function(test, adjusted) c(test, adjusted = adjusted), tests, holm)
}
products <- function(base) {
  columns <- attr(terms(base), "term.labels")
  columns <- columns[!grepl(":", columns)]
  pairs <- combn(columns, 2, paste, collapse = ":")
  pairs <- setdiff(pairs, attr(terms(base), "term.labels"))
  setNames(lapply(pairs, function(pair) update(base, paste("~ . +", pair))), pairs)
}
knots <- function(column, weights = NULL) {
  at <- c(.05, .35, .65, .95)
  unique(if (is.null(weights)) quantile(d[[column]], at, names = FALSE)
         else unname(Hmisc::wtd.quantile(d[[column]], weights = weights, probs = at)))
}
splines <- function(base, columns, weights = NULL) {
  formulas <- lapply(columns, function(column) {
    name <- paste0(".k.", column)
    assign(name, knots(column, weights), envir = globalenv())
    text <- paste(deparse(base, width.cutoff = 500), collapse = "")
    as.formula(gsub(paste0("\\b", column, "\\b"), sprintf("rc(%s, %s)", column, name), text), env = globalenv())
  })
  setNames(formulas, sprintf("spline(%s, 4)", columns))
}
all <- low ~ age + lwt + race + smoke + ptl + ht + ui + ftv
some <- low ~ age + lwt + smoke + race + lwt:smoke
classes <- race ~ age + lwt + smoke + ftv
cases <- list(
  all = case(all, c(splines(all, c("age", "lwt", "ftv")), products(all))),
  weighted = case(all, c(splines(all, c("age", "lwt", "ftv"), d$w), products(all)), d$w),
  some = case(some, c(splines(some, c("age", "lwt")), products(some))),
  classes = case(classes, c(splines(classes, c("age", "lwt", "ftv")), products(classes)))
)
cat(toJSON(list(versions = paste(R.version.string, packageVersion("rms"), packageVersion("Hmisc")), cases = cases),
           digits = I(15), auto_unbox = TRUE, pretty = TRUE), file = "proposals.golden.json")
