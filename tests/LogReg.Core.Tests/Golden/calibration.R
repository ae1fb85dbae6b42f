# Writes calibration.golden.json beside this script: calibration of new rows and the baseline beside offsets by R's glm, and the importance of features
# as the standard deviation of their terms (predict(type = "terms")) over the training rows. Run from anywhere:
#
#   Rscript tests/LogReg.Core.Tests/Golden/calibration.R
#
# Last run with R 4.2.2, nnet 7.3.18.

suppressPackageStartupMessages(library(nnet))

folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
source(file.path(folder, "golden.R"))

exact <- glm.control(epsilon = 1e-14, maxit = 100)
population_sd <- function(x, w = rep(1, length(x))) sqrt(sum(w * (x - sum(w * x) / sum(w))^2) / sum(w))

# Groups are cut at the lower of the two values that a decile lies between (quantile's type 1 on ranks from 0: the definition of logreg).
decile_error <- function(eta, y) {
  sorted <- sort(eta)
  cuts <- unique(sorted[floor((length(eta) - 1) * (1:9) / 10) + 1])
  group <- sapply(eta, function(value) sum(cuts < value))
  sum(abs(tapply(y, group, sum) - tapply(plogis(eta), group, sum))) / length(y)
}

birthwt <- read_data("birthwt.csv")
birthwt$offset <- (birthwt$lwt - 130) / 40
birthwt$weight <- 1 + birthwt$age %% 3
odd <- seq_len(nrow(birthwt)) %% 2 == 1

calibration <- function(offset, weights) {
  train <- birthwt[odd, ]
  new <- birthwt[!odd, ]
  train$o <- if (offset) train$offset else 0
  new$o <- if (offset) new$offset else 0
  fit <- glm(low ~ age + smoke + ht + ptl + offset(o), family = binomial, data = train, control = exact)
  new$eta <- predict(fit, new)
  new$w <- if (weights) new$weight else 1
  large <- suppressWarnings(glm(low ~ 1 + offset(eta), family = binomial, data = new, weights = w, control = exact))
  slope <- suppressWarnings(glm(low ~ eta, family = binomial, data = new, weights = w, control = exact))
  null <- suppressWarnings(glm(low ~ 1 + offset(o), family = binomial, data = new, weights = w, control = exact))
  p <- fitted(null)
  above <- outer(new$o[new$low == 1], new$o[new$low == 0], function(a, b) (a > b) + 0.5 * (a == b))
  pair_weights <- outer(new$w[new$low == 1], new$w[new$low == 0])
  result <- list(
    intercept = coef(large)[[1]],
    slope = coef(slope)[[2]],
    nullLogLoss = -sum(new$w * log(ifelse(new$low == 1, p, 1 - p))) / sum(new$w),
    nullAccuracy = sum(new$w * ((p >= 0.5) == (new$low == 1))) / sum(new$w),
    nullRocAuc = sum(above * pair_weights) / sum(pair_weights))
  if (!weights) result$meanAbsoluteError <- decile_error(new$eta, new$low)
  result
}

# Standard deviations of terms, all columns of a feature together.
importance <- function(fit, w = rep(1, nrow(fit$model))) sapply(as.data.frame(predict(fit, type = "terms")), population_sd, w = w)

titanic <- read_data("titanic.csv")
complete <- na.omit(titanic[, c("survived", "sex", "age", "passengerClass")])
plain <- glm(survived ~ sex + age + passengerClass, family = binomial, data = complete, control = exact)

# A missing age is imputed with the mean and has a coefficient of its own: both columns are one feature.
indicated <- titanic[, c("survived", "sex", "age", "passengerClass")]
indicated$missing <- as.numeric(is.na(indicated$age))
indicated$age[is.na(indicated$age)] <- mean(indicated$age, na.rm = TRUE)
with_missing <- glm(survived ~ sex + age + missing + passengerClass, family = binomial, data = indicated, control = exact)
terms <- as.data.frame(predict(with_missing, type = "terms"))

weighted <- glm(low ~ age + factor(race) + smoke, family = binomial, data = birthwt, weights = weight, control = exact)
weighted_terms <- sapply(as.data.frame(predict(weighted, type = "terms")), population_sd, w = birthwt$weight)

# Several classes: the root mean square over all pairs of classes of the standard deviation of a feature's part of the log-odds between the two.
several <- multinom(factor(race) ~ age + smoke, data = birthwt, trace = FALSE, maxit = 10000, reltol = 1e-16, abstol = 1e-16)
slopes <- rbind(0, coef(several)[, -1])
pairs <- combn(3, 2)
several_importance <- sapply(colnames(slopes), function(name)
  sqrt(mean((slopes[pairs[1, ], name] - slopes[pairs[2, ], name])^2)) * population_sd(birthwt[[name]]))

write_golden(list(
  script = "calibration.R",
  plain = calibration(FALSE, FALSE),
  offset = calibration(TRUE, FALSE),
  weighted = calibration(TRUE, TRUE),
  titanic = list(importance = importance(plain)),
  titanicIndicator = list(importance = c(sex = population_sd(terms$sex), age = population_sd(terms$age + terms$missing), passengerClass = population_sd(terms$passengerClass))),
  birthwtWeighted = list(importance = c(age = weighted_terms[["age"]], race = weighted_terms[["factor(race)"]], smoke = weighted_terms[["smoke"]])),
  race = list(importance = several_importance)), "calibration.golden.json")
