# The numbers of tests/LogReg.Cli.Tests/Commands/UpkeepGoldenTests.cs, by plain R:
#
#   Rscript benchmarks/upkeep.R        (in the folder of the project)
#
# A model is trained on customers of data/churn.csv who signed up before 2024, and compared with and updated to those of 2024.
options(digits = 15)
churn <- read.csv("data/churn.csv", stringsAsFactors = FALSE)
churn$y <- as.integer(churn$churned == "yes")
old <- subset(churn, signup_date < "2024")
new <- subset(churn, signup_date >= "2024")
model <- glm(y ~ tenure_months + contract + support_calls, binomial, old, epsilon = 1e-14)
score <- predict(model, new)
p <- plogis(score)
n <- nrow(new)

# The closed test procedure (Vergouwe et al. 2017).
intercept <- glm(y ~ 1, binomial, new, offset = score, epsilon = 1e-14)
slope <- glm(y ~ score, binomial, new, epsilon = 1e-14)
refit <- glm(formula(model), binomial, new, epsilon = 1e-14)
original <- sum(dbinom(new$y, 1, p, log = TRUE))
parameters <- length(coef(refit))
test <- function(name, loglik, df) {
  statistic <- 2 * (as.numeric(logLik(refit)) - loglik)
  cat("refit against", name, ":", statistic, df, pchisq(statistic, df, lower.tail = FALSE), "\n")
}
test("original", original, parameters)
test("intercept", as.numeric(logLik(intercept)), parameters - 1)
test("slope", as.numeric(logLik(slope)), parameters - 2)
cat("original log-likelihood:", original, "\n")
cat("intercept:", coef(intercept), " slope:", coef(slope), "\n")
cat("refit:\n"); print(coef(refit))

# Outcomes.
O <- sum(new$y); E <- sum(p)
se <- sqrt((1 - O / n) / O)
cat("O:E:", O / E, O / E * exp(c(-1, 1) * qnorm(0.975) * se), "\n")
a <- coef(intercept); q <- plogis(score + a)
cat("intercept interval:", a + c(-1, 1) * qnorm(0.975) / sqrt(sum(q * (1 - q))), "\n")
b <- coef(summary(slope))[2, ]
cat("slope interval:", b[1], b[1] + c(-1, 1) * qnorm(0.975) * b[2], "\n")
cat("Brier:", mean((p - new$y)^2), "\n")

# DeLong, by its definition.
psi <- outer(score[new$y == 1], score[new$y == 0], function(x, y) (x > y) + (x == y) / 2)
area <- mean(psi)
error <- sqrt(var(rowMeans(psi)) / nrow(psi) + var(colMeans(psi)) / ncol(psi))
cat("AUC:", area, area + c(-1, 1) * qnorm(0.975) * error, "\n")

# The population stability index of a feature with levels and of one with numbers.
psi_of <- function(name, training, batch) {
  t <- training / sum(training); b <- batch / sum(batch)
  scale <- 1 / sum(training) + 1 / sum(batch)
  cat("PSI of", name, ":", sum((b - t) * log(b / t)), "expected", (length(t) - 1) * scale,
      "points", scale * qchisq(c(0.95, 0.99, 0.999), length(t) - 1), "\n")
}
psi_of("contract", table(old$contract), table(new$contract))
limits <- unique(sort(old$tenure_months)[ceiling(seq(0.1, 0.9, 0.1) * nrow(old) - 1e-9)])
cut_of <- function(x) table(cut(x, c(-Inf, limits, Inf)))
psi_of("tenure_months", cut_of(old$tenure_months), cut_of(new$tenure_months))
