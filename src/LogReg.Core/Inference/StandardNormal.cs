using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>The standard normal distribution, as Wald tests and intervals need it; from our own exponential and logarithm, so that no bit
/// depends on the system.</summary>
internal static class StandardNormal
{
    // W. J. Cody, Rational Chebyshev approximations for the error function (1969), numerators and denominators from the highest power down,
    // each for a range of |z|.
    private const double CentreEnd = 0.67448975;
    private const double MiddleEnd = 5.656854249492380195;
    private const double InverseRootOfTwoPi = 0.39894228040143267794;

    private static readonly double[] CentreNumerator =
    [
        0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249,
    ];

    private static readonly double[] CentreDenominator =
    [
        1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956,
    ];

    private static readonly double[] MiddleNumerator =
    [
        1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
        2494.5375852903726711,
        6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
    ];

    private static readonly double[] MiddleDenominator =
    [
        1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091,
        34900.952721145977266,
        38912.003286093271411, 19685.429676859990727,
    ];

    private static readonly double[] TailNumerator =
    [
        0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466,
        2.9112874951168792e-5,
    ];

    private static readonly double[] TailDenominator =
    [
        1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244, 7.29751555083966205e-5,
    ];

    // M. J. Wichura, Algorithm AS 241: The percentage points of the normal distribution (1988), from the highest power down.
    private static readonly double[] QuantileCentreNumerator =
    [
        2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745, 3.387132872796366608,
    ];

    private static readonly double[] QuantileCentreDenominator =
    [
        5226.495278852854561, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867, 5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252, 1,
    ];

    private static readonly double[] QuantileMiddleNumerator =
    [
        7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959, 1.42343711074968357734,
    ];

    private static readonly double[] QuantileMiddleDenominator =
    [
        1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187, 1,
    ];

    private static readonly double[] QuantileTailNumerator =
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699, 6.6579046435011037772,
    ];

    private static readonly double[] QuantileTailDenominator =
    [
        2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
        0.13692988092273580531, 0.59983220655588793769, 1,
    ];

    /// <summary>P(|Z| ≥ |z|), exact far out in the tail, too.</summary>
    /// <param name="z">z; NaN gives NaN.</param>
    public static double TwoSidedTail(double z)
    {
        double size = Math.Abs(z);
        if (size <= CentreEnd)
        {
            double square = size * size;
            return 1 - (2 * size * (Polynomial(CentreNumerator, square) / Polynomial(CentreDenominator, square)));
        }

        if (!double.IsFinite(size))
        {
            return double.IsNaN(size) ? double.NaN : 0;
        }

        double ratio;
        if (size <= MiddleEnd)
        {
            ratio = Polynomial(MiddleNumerator, size) / Polynomial(MiddleDenominator, size);
        }
        else
        {
            double inverse = 1 / (size * size);
            ratio = (InverseRootOfTwoPi - (inverse * Polynomial(TailNumerator, inverse) / Polynomial(TailDenominator, inverse))) / size;
        }

        // e^(−z²/2) by a square that is exact and what is left of it.
        double rounded = Math.Truncate(size * 16) / 16;
        double rest = (size - rounded) * (size + rounded);
        return 2 * ElementaryFunctions.Exp(-rounded * rounded / 2) * ElementaryFunctions.Exp(-rest / 2) * ratio;
    }

    /// <summary>The z with P(|Z| ≤ z) = confidence, such as 1.96 for 0.95.</summary>
    /// <param name="confidence">Between 0 and 1, both exclusive.</param>
    public static double TwoSidedQuantile(double confidence)
    {
        double half = confidence / 2;
        if (half <= 0.425)
        {
            double place = 0.180625 - (half * half);
            return half * (Polynomial(QuantileCentreNumerator, place) / Polynomial(QuantileCentreDenominator, place));
        }

        double depth = Math.Sqrt(-ElementaryFunctions.Log((1 - confidence) / 2));
        return depth <= 5
            ? Polynomial(QuantileMiddleNumerator, depth - 1.6) / Polynomial(QuantileMiddleDenominator, depth - 1.6)
            : Polynomial(QuantileTailNumerator, depth - 5) / Polynomial(QuantileTailDenominator, depth - 5);
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        double value = 0;
        foreach (double coefficient in coefficients)
        {
            value = (value * x) + coefficient;
        }

        return value;
    }
}
