# Averages of predicted probabilities over rows (g-formula), and the importance of columns with several terms, computed by hand: R 4.2.2
# (glm, model.matrix), Hmisc 4.8-0. Writes averages.golden.json. Run in the folder tests/LogReg.Core.Tests/Golden.
suppressMessages({ library(Hmisc); library(jsonlite) })
d <- read.csv("../../../data/birthwt.csv")
d$race <- factor(d$race)
d$w <- (seq_len(nrow(d)) %% 3) + 1
control <- glm.control(epsilon = 1e-14, maxit = 100)
rc <- function(x, knots) rcspline.eval(x, knots = knots, inclx = TRUE)
fit <- function(formula, weights) {
  d$.w <- weights
  suppressWarnings(glm(formula, data = d, family = binomial, weights = .w, control = control))
}
# glm leaves the information of the iteration before the last: here it is that of the solution.
covariance <- function(m) {
  x <- model.matrix(m)
  p <- fitted(m)
  solve(crossprod(x, x * (m$prior.weights * p * (1 - p))))
}
average <- function(m, v, set, w) {
  rows <- d
  for (name in names(set)) rows[[name]] <- if (name == "race") factor(set[[name]], levels = levels(d$race)) else set[[name]]
  x <- model.matrix(delete.response(terms(m)), rows, xlev = m$xlevels)
  p <- drop(plogis(x %*% coef(m)))
  mean <- sum(w * p) / sum(w)
  g <- colSums(w * p * (1 - p) * x) / sum(w)
  se <- sqrt(drop(t(g) %*% v %*% g))
  half <- qnorm(0.975) * se / (mean * (1 - mean))
  list(mean = mean, se = se, lower = plogis(qlogis(mean) - half), upper = plogis(qlogis(mean) + half))
}
deviation <- function(x, w) sqrt(sum(w * (x - sum(w * x) / sum(w))^2) / sum(w))
# Parts of columns: a term counts for the columns that it reads, a product for each of its two by half.
importance <- function(m, w, columns) {
  terms <- predict(m, type = "terms")
  labels <- colnames(terms)
  sapply(columns, function(column) {
    reads <- grepl(column, labels)
    deviation(terms[, reads, drop = FALSE] %*% ifelse(grepl(":", labels[reads]), 0.5, 1), w)
  })
}
k4 <- rcspline.eval(d$lwt, nk = 4, knots.only = TRUE)
w4 <- Hmisc::wtd.quantile(d$lwt, weights = d$w, probs = c(.05, .35, .65, .95))
settings <- list(list(lwt = 100), list(lwt = 170, smoke = 1), list(race = "2"), list(age = 30, smoke = 0), list())
case <- function(ours, theirs, weighted, columns) {
  w <- if (weighted) d$w else rep(1, nrow(d))
  m <- fit(theirs, w)
  v <- covariance(m)
  own <- lapply(settings, function(set) average(m, v, set, w))
  of <- function(name) sapply(own, function(one) one[[name]])
  list(formula = ours, weighted = as.numeric(weighted), means = of("mean"), errors = of("se"), lower = of("lower"), upper = of("upper"),
       columns = columns, importance = unname(importance(m, w, columns)))
}
cases <- list(
  case("spline(lwt, 4)*smoke + race + age", low ~ rc(lwt, k4) * smoke + race + age, FALSE, c("lwt", "smoke", "race", "age")),
  case("spline(lwt, 4)*race + smoke + age", low ~ rc(lwt, w4) * race + smoke + age, TRUE, c("lwt", "smoke", "race", "age")),
  case("log(lwt) + lwt + smoke*race + age*smoke", low ~ log(lwt) + lwt + smoke * race + age * smoke, FALSE,
       c("lwt", "smoke", "race", "age"))
)
names(cases) <- sapply(cases, function(one) one$formula)
cat(toJSON(list(versions = paste(R.version.string, packageVersion("Hmisc")), cases = cases), digits = I(15), auto_unbox = TRUE,
           pretty = TRUE), file = "averages.golden.json")
