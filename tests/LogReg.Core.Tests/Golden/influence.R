# Writes influence.golden.json beside this script: what R's hatvalues, cooks.distance, rstandard, residuals and
# predict(se.fit = TRUE) say of fits to the files of data/. Run from anywhere:
#
#   Rscript tests/LogReg.Core.Tests/Golden/influence.R
#
# Last run with R 4.2.2 (Debian: r-base-core), jsonlite 1.8.4.

folder <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
read_data <- function(name) read.csv(file.path(folder, "../../../data", name), na.strings = "", stringsAsFactors = TRUE)

# R's `sexmale` becomes `sex=male`, `(Intercept)` becomes `(intercept)`.
coefficient_names <- function(fit) {
  names <- names(coef(fit))
  names[names == "(Intercept)"] <- "(intercept)"
  for (column in names(fit$xlevels)) {
    for (level in fit$xlevels[[column]]) {
      names[names == paste0(column, level)] <- paste0(column, "=", level)
    }
  }
  names
}

golden_influence <- function(data_name, formula, data, note, rows, weights = NULL, offset = NULL) {
  environment(formula) <- environment() # where glm looks for weights and offset
  fit <- glm(formula, binomial, data, weights = weights, offset = offset, control = glm.control(epsilon = 1e-14, maxit = 100))
  # glm takes its weights, and so its hat values and covariance, from the coefficients of the iteration before: start once more from the
  # solution, so that these are the solution's.
  fit <- glm(formula, binomial, data, weights = weights, offset = offset, start = coef(fit), control = glm.control(epsilon = 1e-10))
  stopifnot(fit$converged, fit$iter == 1)
  names <- coefficient_names(fit)
  covariance <- unname(summary(fit, dispersion = 1)$cov.scaled)
  link <- predict(fit, type = "link", se.fit = TRUE)
  take <- function(values) unname(values)[rows]
  list(
    data = data_name,
    formula = trimws(paste(deparse(formula, width.cutoff = 500), note)),
    observations = nobs(fit),
    rank = fit$rank,
    names = names,
    coefficients = unname(coef(fit)),
    covariance = as.vector(covariance), # symmetric, column after column
    rows = rows - 1, # of the rows used, from 0
    logOdds = take(link$fit),
    standardError = take(link$se.fit),
    lower95 = take(plogis(link$fit - qnorm(0.975) * link$se.fit)),
    upper95 = take(plogis(link$fit + qnorm(0.975) * link$se.fit)),
    lower50 = take(plogis(link$fit - qnorm(0.75) * link$se.fit)),
    upper50 = take(plogis(link$fit + qnorm(0.75) * link$se.fit)),
    probability = take(fitted(fit)),
    leverage = take(hatvalues(fit)),
    cooksDistance = take(cooks.distance(fit)),
    pearson = take(residuals(fit, type = "pearson")),
    deviance = take(residuals(fit, type = "deviance")),
    standardisedPearson = take(rstandard(fit, type = "pearson")),
    standardisedDeviance = take(rstandard(fit, type = "deviance")),
    mostInfluential = unname(order(-cooks.distance(fit))[1:5]) - 1,
    aboveTwice = sum(hatvalues(fit) > 2 * fit$rank / nobs(fit)),
    aboveThrice = sum(hatvalues(fit) > 3 * fit$rank / nobs(fit)),
    cookAboveFourOverN = sum(cooks.distance(fit) > 4 / nobs(fit)),
    cookAboveOne = sum(cooks.distance(fit) > 1),
    devianceAboveThree = sum(abs(rstandard(fit, type = "deviance")) > 3)
  )
}

titanic <- na.omit(read_data("titanic.csv"))
birthwt <- read_data("birthwt.csv")
birthwt_race <- transform(birthwt, race = factor(race))
low_birth_weight <- low ~ age + lwt + race + smoke + ptl + ht + ui + ftv
every <- seq_len(nrow(birthwt))

golden <- list(
  script = "influence.R",
  tool = paste0(R.version.string, ", jsonlite ", packageVersion("jsonlite")),
  titanic = golden_influence("titanic.csv", survived ~ sex + age + passengerClass, titanic, "(rows without a missing age)", seq(1, nrow(titanic), by = 9)),
  birthwt = golden_influence("birthwt.csv", low_birth_weight, birthwt_race, "(race as a category)", every),
  birthwtWeighted = golden_influence("birthwt.csv", low_birth_weight, birthwt_race,
    "(race as a category, weights lwt mod 3 + 1)", every, weights = birthwt$lwt %% 3 + 1),
  birthwtOffset = golden_influence("birthwt.csv", low_birth_weight, birthwt_race,
    "(race as a category, offset 0.1 ftv - 0.2)", every, offset = 0.1 * birthwt$ftv - 0.2)
)
scalars <- c("data", "formula", "observations", "rank", "aboveTwice", "aboveThrice", "cookAboveFourOverN", "cookAboveOne", "devianceAboveThree")
golden <- lapply(golden, function(fit) {
  if (is.list(fit)) for (name in scalars) fit[[name]] <- jsonlite::unbox(fit[[name]]) else fit <- jsonlite::unbox(fit)
  fit
})
text <- jsonlite::toJSON(golden, digits = I(17), always_decimal = FALSE)
text <- gsub(",\"", ",\n\"", text) # a line for each member
connection <- file(file.path(folder, "influence.golden.json"), open = "wb")
writeLines(text, connection, sep = "\n")
close(connection)
