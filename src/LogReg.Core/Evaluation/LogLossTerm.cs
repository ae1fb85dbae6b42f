namespace LogReg.Evaluation;

/// <summary>The log loss of one row, in nats, without clipping: 0 for a sure and right answer, +∞ for a sure and wrong one.</summary>
internal static class LogLossTerm
{
    /// <summary>−log(1 − q): the loss when the probability of the wrong class, or classes, is <paramref name="wrongProbability"/>.</summary>
    public static double FromWrongProbability(double wrongProbability) => 0 - LogOnePlus(-wrongProbability);

    /// <summary>−log p: the loss when the probability of the right class is <paramref name="rightProbability"/>.</summary>
    public static double FromRightProbability(double rightProbability) => 0 - Math.Log(rightProbability);

    // log(1 + x) for x ≥ -1 without losing the digits of a small x: W. Kahan's correction by what 1 + x really added
    // (D. Goldberg, What every computer scientist should know about floating-point arithmetic, 1991, theorem 4).
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x
            : sum == 0 ? double.NegativeInfinity
            : Math.Log(sum) * (x / (sum - 1));
    }
}
