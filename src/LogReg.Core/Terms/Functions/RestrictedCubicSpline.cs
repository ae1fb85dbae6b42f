using LogReg.Collectives;
using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>
/// A cubic spline that is linear beyond its outer knots t_1 and t_k (C. J. Stone and C.-Y. Koo, <i>Additive splines in statistics</i>,
/// 1985), with k − 1 values: x, and for j = 1 … k − 2 the truncated powers ((x − t_j)³₊ − (x − t_{k−1})³₊ (t_k − t_j)/(t_k − t_{k−1}) + (x
/// − t_k)³₊ (t_{k−1} − t_j)/(t_k − t_{k−1})) / (t_k − t_1)². Knots and basis are those of F. E. Harrell, <i>Regression Modeling
/// Strategies</i>, 2nd ed. 2015, section 2.4.5, and of <c>rcs</c> in R's rms.
/// </summary>
/// <param name="Knots">t_1 … t_k, ascending, at least 3.</param>
internal sealed record RestrictedCubicSpline(IReadOnlyList<double> Knots) : NumberFunction
{
    private const int FewRows = 100;

    // With few rows, the outer knots are the values of this rank from either end.
    private const int OuterRank = 5;

    private readonly double _unit = (Knots[^1] - Knots[0]) * (Knots[^1] - Knots[0]);

    // For each value but the first its knot, and the weights of the powers above the last two knots.
    private readonly KnotWeights[] _weights =
    [
        .. Knots.SkipLast(2).Select(knot => new KnotWeights(
            knot, (Knots[^1] - knot) / (Knots[^1] - Knots[^2]), (Knots[^2] - knot) / (Knots[^1] - Knots[^2]))),
    ];

    /// <inheritdoc/>
    public override int Width => Knots.Count - 1;

    /// <inheritdoc/>
    public override int LinearPlace => 0;

    /// <inheritdoc/>
    public override string NameOf(string factor, int place) => factor + new string('\'', place);

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(NumberExpression number, string name, EquationBuilder builder)
    {
        NumberExpression own = builder.Bind(name, number);
        NumberExpression atBeforeLast = builder.Bind($"{name}, cube above knot {Knots.Count - 1}", Above(Knots[^2]));
        NumberExpression atLast = builder.Bind($"{name}, cube above knot {Knots.Count}", Above(Knots[^1]));
        return
        [
            own,
            .. _weights.Select(weights => new QuotientNumber(
                new SumNumber(
                [
                    Above(weights.Start),
                    new ProductNumber([atBeforeLast, new ConstantNumber(-weights.OfBeforeLast)]),
                    new ProductNumber([atLast, new ConstantNumber(weights.OfLast)]),
                ]),
                _unit)),
        ];

        NumberExpression Above(double knot) =>
            new WholePowerNumber(new PositivePart(new SumNumber([own, new ConstantNumber(-knot)])), 3);
    }

    /// <inheritdoc/>
    public override void Evaluate(double number, Span<double> values)
    {
        values[0] = number;
        double atBeforeLast = CubeAbove(number, Knots[^2]);
        double atLast = CubeAbove(number, Knots[^1]);
        for (int knot = 0; knot < _weights.Length; knot++)
        {
            (double start, double ofBeforeLast, double ofLast) = _weights[knot];
            double cube = CubeAbove(number, start) - (atBeforeLast * ofBeforeLast);
            values[knot + 1] = (cube + (atLast * ofLast)) / _unit;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double> ChangePoints => Knots;

    /// <summary>Determines whether both have the same knots.</summary>
    public bool Equals(RestrictedCubicSpline? other) => other is not null && Knots.SequenceEqual(other.Knots);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Knots.Count, Knots[0], Knots[^1]);

    /// <summary>The quantiles at which knots are placed.</summary>
    /// <param name="count">The number of knots, 3 to 7.</param>
    public static IReadOnlyList<double> Quantiles(int count) => count switch
    {
        3 => [0.1, 0.5, 0.9],
        4 => [0.05, 0.35, 0.65, 0.95],
        5 => [0.05, 0.275, 0.5, 0.725, 0.95],
        6 => [0.05, 0.23, 0.41, 0.59, 0.77, 0.95],
        7 => [.. Enumerable.Range(0, 7).Select(knot => 0.025 + (knot * 0.95 / 6))],
        _ => throw new ArgumentOutOfRangeException(nameof(count), count, "A spline has 3 to 7 knots."),
    };

    /// <summary>Places the knots of a spline.</summary>
    /// <param name="values">The training values, at least one.</param>
    /// <param name="count">The number of knots, 3 to 7.</param>
    /// <returns>The knots, ascending; fewer than <paramref name="count"/> if quantiles coincide.</returns>
    public static double[] PlaceKnots(RankedNumbers values, int count)
    {
        double[] knots = values.Quantiles(Quantiles(count));
        if (values.Count is >= 2 * OuterRank and < FewRows && !values.HasWeights)
        {
            double[] outer = values.AtRanks(OuterRank, values.Count - OuterRank + 1);
            (knots[0], knots[^1]) = (outer[0], outer[1]);
        }

        return [.. knots.Distinct().Order()];
    }

    private static double CubeAbove(double number, double knot)
    {
        double above = number - knot;
        return above > 0 ? above * above * above : 0;
    }

    private readonly record struct KnotWeights(double Start, double OfBeforeLast, double OfLast);
}
