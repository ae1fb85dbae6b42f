using LogReg.Numerics;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The λ of a path, where none are given: falling in equal ratios from the smallest at which every penalised parameter is 0
/// (Friedman, Hastie &amp; Tibshirani, Regularization paths for generalized linear models via coordinate descent, 2010, §2.5).</summary>
internal static class LambdaSequence
{
    private const double UsualRatio = 1e-4;
    private const double WideRatio = 0.01;

    // That larger λ is a thousand times what would hold a lasso at 0, so a ridge's best λ is far below it.
    private const double RidgeShare = 0.01;

    /// <summary>The λ, falling.</summary>
    /// <param name="options">The options of the fit.</param>
    /// <param name="largest">The smallest λ at which every penalised parameter is 0.</param>
    /// <param name="alpha">α of the penalty.</param>
    /// <param name="rows">The number of training rows.</param>
    /// <param name="coefficients">How many coefficients an equation has, the intercept apart.</param>
    public static double[] Of(PathOptions options, double largest, double alpha, long rows, int coefficients)
    {
        if (options.Lambdas is not null)
        {
            return [.. options.Lambdas];
        }

        if (largest == 0)
        {
            return [0];
        }

        double ratio = options.MinimumRatio
            ?? ((coefficients > rows ? WideRatio : UsualRatio) * (alpha < PathSolver.SmallestAlpha ? RidgeShare : 1));
        return
        [
            .. Enumerable.Range(0, options.Count).Select(
                index => largest * ElementaryFunctions.Power(ratio, (double)index / (options.Count - 1))),
        ];
    }
}
