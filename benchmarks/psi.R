# How often tests of a shift are significant without one, for docs/upkeep.md and docs/method.md:
#
#   Rscript benchmarks/psi.R
#
# Counts of batches of n rows and of m training rows are drawn from the same bins. Printed are the shares of p-values below a, divided by
# a: 1 is exact, and more is an alarm too often. LogReg.Monitoring takes the largest of the three p-values ("max").
set.seed(1)
sim <- function(n, m, p, R=200000) {
  B <- length(p)
  b <- rmultinom(R, n, p); t <- rmultinom(R, m, p)
  empty <- colSums(b==0 | t==0) > 0
  keep <- (b+t) > 0
  add <- ifelse(empty, .5, 0); add <- matrix(add, B, R, byrow=TRUE)
  nb <- colSums(keep); nbm <- matrix(nb,B,R,byrow=TRUE)
  bs <- (b+add)/(n+add*nbm); ts <- (t+add)/(m+add*nbm)
  x <- ifelse(keep, (bs-ts)*log(bs/ts), 0)
  psi <- colSums(x); sc <- 1/n+1/m
  pc <- pchisq(psi/sc, nb-1, lower=FALSE)
  e <- (b+t)/(n+m); eb <- e*n; et <- e*m
  chi <- colSums(ifelse(keep,(b-eb)^2/eb+(t-et)^2/et,0)); pp <- pchisq(chi, nb-1, lower=FALSE)
  g <- 2*colSums(ifelse(b>0,b*log(b/eb),0)+ifelse(t>0,t*log(t/et),0)); pg <- pchisq(g, nb-1, lower=FALSE)
  pm <- pmax(pc,pp,pg)

  for (a in c(.01,.001,.0001)) cat(n,m,B,round(min(p),4),a,"psi",mean(pc<a)/a,"pearson",mean(pp<a)/a,"G",mean(pg<a)/a,"max",mean(pm<a)/a,"\n")
}
for (m in c(200,1000,20000)) for (n in c(20,50,500,5000)) { sim(n,m,rep(.1,10)); sim(n,m,c(.6,.3,.08,.015,.005)); sim(n,m,c(.97,.03)) }
