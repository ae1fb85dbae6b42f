# Effects and tests of columns in models with formulas: R 4.2.2, rms 6.5-0 (lrm, anova, contrast, robcov), Hmisc 4.8-0. The ends of the
# effects are those of datadist, without rounding. Writes effects.golden.json. Run in the folder tests/LogReg.Core.Tests/Golden.
suppressMessages({ library(rms); library(jsonlite) })
d <- read.csv("../../../data/birthwt.csv")
d$race <- factor(d$race)
d$w <- (seq_len(nrow(d)) %% 3) + 1
q <- function(column, p) unname(quantile(d[[column]], p))
ends <- function(column) c(q(column, .25), q(column, .75))
quartiles <- function(column) unique(c(q(column, .25), q(column, .5), q(column, .75)))
fit <- function(formula, w = NULL) {
  d$.w <- if (is.null(w)) rep(1, nrow(d)) else w
  suppressWarnings(
    if (is.null(w)) lrm(formula, data = d, x = TRUE, y = TRUE, eps = 1e-14, maxit = 200, tol = 1e-16)
    else lrm(formula, data = d, weights = .w, eps = 1e-14, maxit = 200, tol = 1e-16))
}
number <- function(x) format(x, digits = 15)
# The difference of the log-odds of two rows, with what else the products need, under the name that logreg gives it.
effect <- function(m, column, from, to, at = list(), held = list()) {
  row <- function(value) c(setNames(list(value), column), at, held)
  as <- function(r) { for (n in names(r)) if (is.factor(d[[n]])) r[[n]] <- factor(r[[n]], levels(d[[n]])); r }
  one <- contrast(m, as(row(to)), as(row(from)))
  text <- function(v) if (is.numeric(v)) number(v) else v
  label <- sprintf("%s: %s to %s", column, text(from), text(to))
  if (length(at) > 0) label <- sprintf("%s at %s = %s", label, names(at), text(at[[1]]))
  setNames(list(c(unname(one$Contrast), unname(one$SE), unname(one$Lower), unname(one$Upper))), label)
}
at <- function(column) lapply(if (is.factor(d[[column]])) levels(d[[column]]) else quartiles(column), function(v) setNames(list(v), column))
levels_of <- function(m, column, ...) do.call(c, lapply(levels(d[[column]])[-1], function(l) effect(m, column, levels(d[[column]])[1], l, ...)))
tests <- function(m, rows) {
  a <- anova(m)
  stopifnot(max(rows) <= nrow(a))
  setNames(lapply(rows, function(row) unname(a[row, 1:3])), names(rows))
}
cases <- list()
dd <- datadist(d); options(datadist = "dd")
by_levels <- function(m, column, partner, held = list()) do.call(c, lapply(levels(d[[column]])[-1], function(l)
  do.call(c, lapply(at(partner), function(a) effect(m, column, levels(d[[column]])[1], l, a, held)))))
by <- function(m, column, partner, held = list(), from = ends(column)[1], to = ends(column)[2])
  do.call(c, lapply(at(partner), function(a) effect(m, column, from, to, a, held)))

m <- fit(low ~ rcs(lwt, 4) + age + race + smoke)
cases[["spline(lwt, 4) + age + race + smoke"]] <- list(
  tests = tests(m, c(lwt = 1, "lwt non-linearity" = 2, age = 3, race = 4, smoke = 5)), effects = effect(m, "lwt", 110, 140))
m2 <- robcov(m)
cases[["robust spline(lwt, 4) + age + race + smoke"]] <- list(
  tests = tests(m2, c(lwt = 1, "lwt non-linearity" = 2, age = 3, race = 4, smoke = 5)), effects = effect(m2, "lwt", 110, 140))
m <- fit(low ~ rcs(lwt, 4) * smoke + age)
cases[["spline(lwt, 4)*smoke + age"]] <- list(
  tests = tests(m, c(lwt = 1, "lwt products" = 2, "lwt non-linearity" = 3, smoke = 4, "smoke products" = 5, age = 6)),
  effects = c(by(m, "lwt", "smoke"), by(m, "smoke", "lwt")))
m <- fit(low ~ age + lwt * race)
cases[["age + lwt*race"]] <- list(
  tests = tests(m, c(age = 1, lwt = 2, "lwt products" = 3, race = 4, "race products" = 5)),
  effects = c(by(m, "lwt", "race"), by_levels(m, "race", "lwt")))
m <- fit(low ~ pol(age, 2) + rcs(lwt, 3) * race)
cases[["poly(age, 2) + spline(lwt, 3)*race"]] <- list(
  tests = tests(m, c(age = 1, "age non-linearity" = 2, lwt = 3, "lwt products" = 4, "lwt non-linearity" = 5, race = 6, "race products" = 7)),
  effects = c(effect(m, "age", 19, 26), by(m, "lwt", "race"), by_levels(m, "race", "lwt")))
cases[["age + age^2 + spline(lwt, 3)*race"]] <- cases[["poly(age, 2) + spline(lwt, 3)*race"]]
m <- fit(low ~ lsp(age, c(20, 30)) + smoke)
cases[["linear(age, 20, 30) + smoke"]] <- list(tests = tests(m, c(age = 1, "age non-linearity" = 2, smoke = 3)), effects = effect(m, "age", 19, 26))
m <- fit(low ~ age * lwt * smoke)
cases[["age*lwt*smoke"]] <- list(
  tests = tests(m, c(age = 1, "age products" = 2, lwt = 3, "lwt products" = 4, smoke = 5, "smoke products" = 6)),
  effects = c(by(m, "age", "lwt", list(smoke = 0)), by(m, "age", "smoke", list(lwt = 121)), by(m, "lwt", "age", list(smoke = 0)),
              by(m, "lwt", "smoke", list(age = 23)), by(m, "smoke", "age", list(lwt = 121)), by(m, "smoke", "lwt", list(age = 23))))
m <- fit(low ~ rcs(lwt, c(94, 110, 120, 188)) + smoke * race, d$w)
wq <- unname(Hmisc::wtd.quantile(d$lwt, weights = d$w, probs = c(.25, .75)))
cases[["weighted spline(lwt, knots 94, 110, 120, 188) + smoke*race"]] <- list(
  tests = tests(m, c(lwt = 1, "lwt non-linearity" = 2, smoke = 3, "smoke products" = 4, race = 5, "race products" = 6)),
  effects = c(effect(m, "lwt", wq[1], wq[2]), by(m, "smoke", "race", from = 0, to = 1), by_levels(m, "race", "smoke")))

# Several classes: the information of the multinomial likelihood at its maximum, found by Newton's method.
x <- cbind(1, rcspline.eval(d$lwt, nk = 3, inclx = TRUE), d$age, d$smoke, d$age * d$smoke)
y <- cbind(d$race == "2", d$race == "3") * 1
b <- rep(0, 2 * ncol(x))
for (step in 1:40) {
  e <- exp(cbind(0, x %*% b[1:6], x %*% b[7:12])); p <- (e / rowSums(e))[, 2:3]
  g <- c(t(x) %*% (y[, 1] - p[, 1]), t(x) %*% (y[, 2] - p[, 2]))
  h <- function(i, j) crossprod(x, x * (p[, i] * ((i == j) - p[, j])))
  v <- solve(rbind(cbind(h(1, 1), h(1, 2)), cbind(h(2, 1), h(2, 2))))
  b <- b + as.vector(v %*% g)
}
wald <- function(places) { s <- sum(b[places] * solve(v[places, places], b[places])); c(s, length(places), pchisq(s, length(places), lower.tail = FALSE)) }
both <- function(places) c(places, places + 6)
knots <- attr(rcspline.eval(d$lwt, nk = 3, inclx = TRUE), "knots")
row <- function(lwt, age, smoke) c(1, rcspline.eval(lwt, knots = knots, inclx = TRUE), age, smoke, age * smoke)
several <- function(equation, label, from, to) {
  diff <- rep(0, 12); diff[(equation - 1) * 6 + 1:6] <- to - from
  est <- sum(diff * b); se <- sqrt(sum(diff * (v %*% diff)))
  setNames(list(c(est, se, est - qnorm(.975) * se, est + qnorm(.975) * se)), label)
}
per <- function(equation) c(
  several(equation, "age: 19 to 26 at smoke = 0", row(121, 19, 0), row(121, 26, 0)),
  several(equation, "age: 19 to 26 at smoke = 1", row(121, 19, 1), row(121, 26, 1)),
  several(equation, "lwt: 110 to 140", row(110, 23, 0), row(140, 23, 0)),
  several(equation, "smoke: 0 to 1 at age = 19", row(121, 19, 0), row(121, 19, 1)),
  several(equation, "smoke: 0 to 1 at age = 23", row(121, 23, 0), row(121, 23, 1)),
  several(equation, "smoke: 0 to 1 at age = 26", row(121, 26, 0), row(121, 26, 1)))
classes <- list(
  tests = list(age = wald(both(c(4, 6))), "age products" = wald(both(6)), lwt = wald(both(2:3)), "lwt non-linearity" = wald(both(3)),
               smoke = wald(both(5:6)), "smoke products" = wald(both(6))),
  "2" = per(1), "3" = per(2))

# Generalised variance inflation factors, as vif of R's car: det R11 det R22 / det R of the correlations of all slopes' estimates.
gvif <- function(formula, terms) {
  g <- glm(formula, data = d, family = binomial, control = glm.control(epsilon = 1e-14, maxit = 100))
  xx <- model.matrix(g); p <- fitted(g); r <- cov2cor(solve(crossprod(xx, xx * (p * (1 - p))))[-1, -1])
  sapply(terms, function(k) det(r[k, k, drop = FALSE]) * det(r[-k, -k, drop = FALSE]) / det(r))
}
vif <- list("spline(lwt, 4) + smoke*race" = as.list(gvif(
  low ~ rcspline.eval(lwt, nk = 4, inclx = TRUE) + smoke * race, list("spline(lwt, 4)" = 1:3, smoke = 4, race = 5:6, "smoke:race" = 7:8))))
cat(toJSON(list(versions = paste(R.version.string, packageVersion("rms"), packageVersion("Hmisc")), cases = cases, classes = classes, vif = vif),
           digits = I(15), auto_unbox = TRUE, pretty = TRUE), file = "effects.golden.json")
