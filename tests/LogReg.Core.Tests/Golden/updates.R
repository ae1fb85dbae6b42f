# Writes updates.golden.json beside this script: updates of models of several kinds to newer rows.
#
#   Rscript tests/LogReg.Core.Tests/Golden/updates.R
#
# Models are fitted to the customers of data/churn.csv who signed up before 2024, and updated to those of 2024: the intercept by
# glm(y ~ 1, offset = lp), the intercept and the slope by glm(y ~ lp), all coefficients by the formula of the model, with the offset of the
# model where it has one. Of each refit its coefficients are written and the likelihood-ratio statistic against the original. In the cases
# "… by weight", the new rows have weights, too.
folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
churn <- read.csv(file.path(folder, "../../../data/churn.csv"), stringsAsFactors = FALSE)
churn$y <- as.integer(churn$churned == "yes")
churn$w <- churn$support_calls + 1
old <- subset(churn, signup_date < "2024")
new <- subset(churn, signup_date >= "2024")
exact <- list(epsilon = 1e-14, maxit = 50)

number <- function(x) paste0("[", paste(sprintf("%.15g", x), collapse = ","), "]")
likelihood <- function(logOdds, weights) sum(weights * dbinom(new$y, 1, plogis(logOdds), log = TRUE))
case <- function(name, fit, refit, offset, weights = rep(1, nrow(new))) {
  new$offset <- offset
  new$score <- predict(fit, new) - offset
  new$weights <- weights
  intercept <- glm(y ~ 1, binomial, new, offset = score + offset, weights = weights, control = exact)
  slope <- glm(y ~ score, binomial, new, offset = offset, weights = weights, control = exact)
  statistic <- 2 * (likelihood(predict(refit, new), weights) - likelihood(new$score + offset, weights))
  sprintf('"%s":{"intercept":%s,"slope":%s,"refit":%s,"statistic":%s}', name, number(coef(intercept)), number(coef(slope)),
    number(coef(refit)), number(statistic))
}

none <- rep(0, nrow(new))
calls <- new$support_calls
cases <- c(
  case("plain", glm(y ~ tenure_months + support_calls, binomial, old, control = exact),
    glm(y ~ tenure_months + support_calls, binomial, new, control = exact), none),
  case("offset", glm(y ~ tenure_months + contract + offset(support_calls), binomial, old, control = exact),
    glm(y ~ tenure_months + contract + offset(support_calls), binomial, new, control = exact), calls),
  case("formula", glm(y ~ log1p(tenure_months) * contract, binomial, old, control = exact),
    glm(y ~ log1p(tenure_months) * contract, binomial, new, control = exact), none),
  case("weighted", suppressWarnings(glm(y ~ tenure_months + contract, binomial, old, weights = w, control = exact)),
    glm(y ~ tenure_months + contract, binomial, new, control = exact), none),
  case("plain by weight", glm(y ~ tenure_months + support_calls, binomial, old, control = exact),
    glm(y ~ tenure_months + support_calls, binomial, new, weights = w, control = exact), none, new$w),
  case("offset by weight", glm(y ~ tenure_months + contract + offset(support_calls), binomial, old, control = exact),
    glm(y ~ tenure_months + contract + offset(support_calls), binomial, new, weights = w, control = exact), calls, new$w))
writeLines(paste0("{", paste(cases, collapse = ","), "}"), file.path(folder, "updates.golden.json"))
