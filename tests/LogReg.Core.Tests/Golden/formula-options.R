# Formulas with combinations of levels that do not occur: R 4.2.2 (glm) has NA for their coefficients. Writes formula-options.golden.json. Run in the folder
# tests/LogReg.Core.Tests/Golden.
library(jsonlite)
d <- read.csv("../../../data/birthwt.csv")
d <- d[!(d$race == 3 & d$smoke == 1), ]
d$race <- factor(d$race)
# With a smaller epsilon glm goes on until rounding makes it lose an aliased column.
control <- glm.control(epsilon = 1e-10, maxit = 100)
fit <- function(ours, theirs) {
  m <- glm(theirs, data = d, family = binomial, control = control)
  x <- model.matrix(m)[, !is.na(coef(m))]
  p <- fitted(m)
  if (!m$converged) stop(ours)
  errors <- rep(NA, length(coef(m)))
  errors[!is.na(coef(m))] <- sqrt(diag(solve(crossprod(x, x * (p * (1 - p))))))
  list(formula = ours, coefficients = unname(ifelse(is.na(coef(m)), NaN, coef(m))), errors = ifelse(is.na(errors), NaN, errors), logLikelihood = -deviance(m) / 2, rank = m$rank)
}
cases <- list(
  fit("race*smoke + age", low ~ race * smoke + age),
  fit("age*race + race*smoke + lwt:race:smoke", low ~ age * race + race * smoke + lwt:race:smoke),
  fit("age + race:category(smoke)", low ~ age + race:factor(smoke)),
  fit("race*category(smoke)", low ~ race * factor(smoke))
)
names(cases) <- sapply(cases, function(case) case$formula)
cat(toJSON(list(versions = R.version.string, cases = cases), digits = I(15), auto_unbox = TRUE, pretty = TRUE, na = "string"),
    file = "formula-options.golden.json")
