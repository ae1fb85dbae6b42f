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
# The exact distribution of O: one row after the other. Its tails give the p-value, and the interval of the shift of the log-odds.
distribution <- function(p) { f <- 1; for (q in p) f <- c(f, 0) * (1 - q) + c(0, f) * q; f }
tails <- function(shift) { f <- distribution(plogis(score + shift)); c(sum(f[1:(O + 1)]), sum(f[(O + 1):(n + 1)])) }
shift_of <- function(tail, range) uniroot(function(a) log(tails(a)[tail] / 0.025), range, tol = 1e-14)$root
a <- coef(intercept)
shifts <- c(shift_of(2, c(a - 1, a)), shift_of(1, c(a, a + 1)))
cat("O:E:", O / E, sapply(shifts, function(a) sum(plogis(score + a))) / E, "p", min(1, 2 * min(tails(0))), "\n")
cat("intercept interval:", a, shifts, "\n")
b <- coef(summary(slope))[2, ]
cat("slope interval:", b[1], b[1] + c(-1, 1) * qnorm(0.975) * b[2], "\n")
cat("Brier:", mean((p - new$y)^2), "\n")

# The score test of a slope of 1, with Wallace's tail.
upper_tail <- function(t, df) pnorm((8 * df + 1) / (8 * df + 3) * sqrt(df * log1p(t^2 / df)), lower.tail = FALSE)
q <- plogis(score + a); w <- q * (1 - q)
z <- sum((new$y - q) * score) / sqrt(sum(w * score^2) - sum(w * score)^2 / sum(w))
cat("slope p:", 2 * upper_tail(abs(z), min(O, n - O) - 1), "\n")

# DeLong, by its definition; pROC (Debian: r-cran-proc) gives the same.
psi <- outer(score[new$y == 1], score[new$y == 0], function(x, y) (x > y) + (x == y) / 2)
area <- mean(psi)
error <- sqrt(var(rowMeans(psi)) / nrow(psi) + var(colMeans(psi)) / ncol(psi))
cat("AUC:", area, area + c(-1, 1) * qnorm(0.975) * error, "\n")
if (requireNamespace("pROC", quietly = TRUE)) {
  cat("AUC by pROC:", pROC::ci.auc(pROC::roc(new$y, score, quiet = TRUE, direction = "<"), method = "delong"), "\n")
}

# Newcombe's interval (2006, method 5), where DeLong's error is 0: an area of 1 with 3 rows, and of 0.5 with equal scores of 40 and 60 rows.
hanley <- function(t, m, n) sqrt((t * (1 - t) + (m - 1) * (t / (2 - t) - t^2) + (n - 1) * (2 * t^2 / (1 + t) - t^2)) / (m * n))
newcombe <- function(t, m, n, range) uniroot(function(x) abs(t - x) - qnorm(0.975) * hanley(x, m, n), range, tol = 1e-15)$root
cat("area of 1:", newcombe(1, 1, 2, c(1e-9, 1 - 1e-9)), "\n")
cat("equal scores:", newcombe(0.5, 40, 60, c(0.01, 0.5)), newcombe(0.5, 40, 60, c(0.5, 0.99)), "\n")
cat("chance of the area below 0.8 with error 0.02:",
    upper_tail((0.8 - area) / sqrt(max(error, hanley(0.8, O, n - O))^2 + 0.02^2), O - 1), "\n")

# No positive row of 200 with probability 0.2 each: Clopper and Pearson.
cat("no positive row:", binom.test(0, 200, 0.2)$conf.int / 0.2, "p", 2 * 0.8^200, "\n")
cat("one positive row of ten:", binom.test(1, 10, 0.2)$conf.int / 0.2, "\n")
# Missing cells: Fisher's test of one side.
cat("missing 9 of 50 against 30 of 1000:", phyper(8, 50, 1000, 39, lower.tail = FALSE), "\n")
cat("missing 900 of 5000 against 30 of 1000:", phyper(899, 5000, 1000, 930, lower.tail = FALSE), "\n")
cat("Student:", upper_tail(4, 3), upper_tail(-1, 20), "\n")

# The population stability index of a feature with levels and of one with numbers.
psi_of <- function(name, training, batch) {
  t <- training / sum(training); b <- batch / sum(batch)
  scale <- 1 / sum(training) + 1 / sum(batch)
  e <- (training + batch) / (sum(training) + sum(batch))
  counts <- c(training, batch); means <- c(e * sum(training), e * sum(batch))
  chisq <- c(sum((b - t) * log(b / t)) / scale, sum((counts - means)^2 / means), 2 * sum(counts * log(counts / means)))
  cat("p of", name, ":", max(pchisq(chisq, length(t) - 1, lower.tail = FALSE)), "\n")
  cat("PSI of", name, ":", sum((b - t) * log(b / t)), "expected", (length(t) - 1) * scale,
      "points", scale * qchisq(c(0.95, 0.99, 0.999), length(t) - 1), "\n")
}
psi_of("contract", table(old$contract), table(new$contract))
limits <- unique(sort(old$tenure_months)[ceiling(seq(0.1, 0.9, 0.1) * nrow(old) - 1e-9)])
cut_of <- function(x) table(cut(x, c(-Inf, limits, Inf)))
psi_of("tenure_months", cut_of(old$tenure_months), cut_of(new$tenure_months))
