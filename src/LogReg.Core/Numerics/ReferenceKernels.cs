namespace LogReg.Numerics;

/// <summary>
/// The plain form of each kernel: the formula, one row after another. It defines what the fast kernel beside it must give, to rounding.
/// </summary>
internal static class ReferenceKernels
{
    internal static double Sigmoid(double z)
    {
        var power = Math.Exp(-Math.Abs(z));
        return z > 0 ? 1 / (1 + power) : power / (1 + power);
    }

    internal static double SigmoidDerivative(double z)
    {
        var power = Math.Exp(-Math.Abs(z));
        return power / (1 + power) / (1 + power);
    }

    internal static double Log1PlusExp(double z)
    {
        // log(1 + e) with the rounding of 1 + e undone (W. Kahan).
        var power = Math.Exp(-Math.Abs(z));
        var sum = 1 + power;
        var logarithm = sum == 1 ? power : Math.Log(sum) * (power / (sum - 1));
        return Math.Max(z, 0) + logarithm;
    }
}
