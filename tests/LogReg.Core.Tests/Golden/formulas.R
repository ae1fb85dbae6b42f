# Models with formulas: R 4.2.2 (glm, model.matrix), rms 6.5-0, Hmisc 4.8-0. Writes formulas.golden.json. Run in the folder tests/LogReg.Core.Tests/Golden.
suppressMessages({ library(rms); library(jsonlite) })
d <- read.csv("../../../data/birthwt.csv")
d$race <- factor(d$race)
d$w <- (seq_len(nrow(d)) %% 3) + 1
control <- glm.control(epsilon = 1e-14, maxit = 100)
# glm leaves the information of the iteration before the last: here it is that of the solution.
errors <- function(m) {
  x <- model.matrix(m)[, !is.na(coef(m))]
  p <- fitted(m)
  unname(sqrt(diag(solve(crossprod(x, x * (m$prior.weights * p * (1 - p)))))))
}
fit <- function(ours, theirs, weights = NULL) {
  d$.w <- if (is.null(weights)) rep(1, nrow(d)) else weights
  m <- suppressWarnings(glm(theirs, data = d, family = binomial, weights = .w, control = control))
  list(formula = ours, weighted = as.numeric(!is.null(weights)), coefficients = unname(coef(m)[!is.na(coef(m))]), errors = errors(m),
       logLikelihood = -deviance(m) / 2, first = unname(fitted(m)[1:3]))
}
rc <- function(x, knots) rcspline.eval(x, knots = knots, inclx = TRUE)
k <- function(x, n) rcspline.eval(x, nk = n, knots.only = TRUE)
k4 <- k(d$lwt, 4); k3 <- k(d$age, 3); k5 <- k(d$lwt, 5)
c3 <- function(x) cut(x, c(-Inf, 20, 25, 30, Inf), right = FALSE)
b4 <- cut(d$lwt, c(-Inf, quantile(d$lwt, 1:3 / 4), Inf), right = FALSE)
lumped <- factor(pmin(d$ptl, 2))
steps <- function(f) sapply(2:nlevels(f), function(k) as.numeric(as.integer(f) >= k))
w4 <- Hmisc::wtd.quantile(d$lwt, weights = d$w, probs = c(.05, .35, .65, .95))
cases <- list(
  fit("age + lwt + smoke", low ~ age + lwt + smoke),
  fit("lwt*smoke + race*smoke", low ~ lwt * smoke + race * smoke),
  fit("smoke + race:smoke", low ~ smoke + race:smoke),
  fit("race:age", low ~ race:age),
  fit("age + race:age", low ~ age + race:age),
  fit("(age + lwt + smoke)^2", low ~ (age + lwt + smoke)^2),
  fit("age*lwt*smoke - age:lwt:smoke", low ~ age * lwt * smoke - age:lwt:smoke),
  fit("age + age^2", low ~ age + I(age^2)),
  fit("log(lwt) + sqrt(age) + exp(smoke)", low ~ log(lwt) + sqrt(age) + exp(smoke)),
  fit("log2(lwt) + log10(age) + log1p(ptl) + abs(ftv)", low ~ log2(lwt) + log10(age) + log1p(ptl) + abs(ftv)),
  fit("center(age)*center(lwt)", low ~ I(age - mean(age)) * I(lwt - mean(lwt))),
  fit("scale(lwt) + scale(log(age))", low ~ scale(lwt) + scale(log(age))),
  fit("spline(lwt, 4) + age + race + smoke", low ~ rc(lwt, k4) + age + race + smoke),
  fit("spline(lwt) + spline(age, 3):smoke", low ~ rc(lwt, k5) + rc(age, k3):smoke),
  fit("spline(lwt, knots 100, 120, 150)", low ~ rc(lwt, c(100, 120, 150))),
  fit("spline(age, 3)*race", low ~ rc(age, k3) * race),
  fit("linear(age, 20, 30)", low ~ age + pmax(age - 20, 0) + pmax(age - 30, 0)),
  fit("poly(age, 2) + poly(lwt, 3)", low ~ poly(age, 2) + poly(lwt, 3)),
  fit("poly(lwt, 2):smoke", low ~ poly(lwt, 2):smoke),
  fit("category(ui) + age", low ~ factor(ui) + age),
  fit("category(ui):smoke", low ~ factor(ui):smoke),
  fit("cut(age, 20, 25, 30) + lwt", low ~ c3(age) + lwt),
  fit("cut(age, 20, 25)*smoke", low ~ cut(age, c(-Inf, 20, 25, Inf), right = FALSE) * smoke),
  fit("bins(lwt, 4) + race", low ~ b4 + race),
  fit("bins(lwt, 4):age + race*cut(age, 25)", low ~ b4:age + race * cut(age, c(-Inf, 25, Inf), right = FALSE)),
  fit("race + (race + category(ui)):category(smoke)", low ~ race + (race + factor(ui)):factor(smoke)),
  fit("effect(race) + age", low ~ C(race, contr.sum) + age),
  fit("effect(race)*age", low ~ C(race, contr.sum) * age),
  fit("effect(race):age", low ~ C(race, contr.sum):age),
  fit("steps(race) + age + steps(race):smoke", low ~ steps(race) + age + smoke:race),
  fit("lump(ptl, 0.2) + age", low ~ I(ptl != 0) + age),
  fit("lump(ptl, 0.1) + lwt + age", low ~ lumped + lwt + age),
  fit("lump(ptl, 0.2)*race + age", low ~ I(ptl != 0) * race + age),
  fit("spline(lwt, 3):race + race", low ~ rc(lwt, k(lwt, 3)):race + race),
  fit("race:smoke:age + race*smoke", low ~ race:smoke:age + race * smoke),
  fit("category(smoke)*race + race*category(ui):age", low ~ factor(smoke) * race + race * factor(ui):age),
  fit("number(ftv)^2 + age", low ~ I(ftv^2) + age),
  fit("spline(lwt, 4) + smoke*race", low ~ rc(lwt, w4) + smoke * race, d$w)
)
names(cases) <- sapply(cases, function(case) case$formula)
cat(toJSON(list(versions = paste(R.version.string, packageVersion("rms"), packageVersion("Hmisc")), cases = cases),
           digits = I(15), auto_unbox = TRUE, pretty = TRUE), file = "formulas.golden.json")
