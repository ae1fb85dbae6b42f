# Functions of formulas: knots and basis of restricted cubic splines (rms), weighted quantiles (Hmisc), orthogonal polynomials (stats).
# R 4.2.2, rms 6.5-0, Hmisc 4.8-0, MASS 7.3-58. The numbers are in NumberFunctionTests.cs.
suppressMessages(library(rms))
d <- MASS::birthwt
for (k in 3:7) print(rcspline.eval(d$lwt, nk = k, knots.only = TRUE), digits = 15)
print(rcspline.eval(1:50, nk = 4, knots.only = TRUE), digits = 15)
print(Hmisc::wtd.quantile(d$lwt, weights = rep(1:3, 63), probs = c(.05, .35, .65, .95)), digits = 15)
print(rcspline.eval(c(80, 100, 121, 150, 200, 300), knots = c(94.4, 115, 130.2, 188.2), inclx = TRUE), digits = 15)
p <- poly(d$age, 3)
print(predict(p, c(14, 60)), digits = 16)
print(attr(p, "coefs"), digits = 15)
