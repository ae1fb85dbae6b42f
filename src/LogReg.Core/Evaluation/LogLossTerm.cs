using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>The log loss of one row, in nats, without clipping: 0 for a sure and right answer, +∞ for a sure and wrong one.</summary>
internal static class LogLossTerm
{
    /// <summary>−log(1 − q): the loss when the probability of the wrong class, or classes, is
    /// <paramref name="wrongProbability"/>.</summary>
    public static double FromWrongProbability(double wrongProbability) => 0 - ElementaryFunctions.LogOnePlus(-wrongProbability);

    /// <summary>−log p: the loss when the probability of the right class is <paramref name="rightProbability"/>.</summary>
    public static double FromRightProbability(double rightProbability) => 0 - ElementaryFunctions.Log(rightProbability);
}
