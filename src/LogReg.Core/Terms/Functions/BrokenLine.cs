using System.Globalization;
using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>A line whose slope changes at given points: x, and max(x − t_j, 0) for each of them.</summary>
/// <param name="Points">The t_j, ascending.</param>
internal sealed record BrokenLine(IReadOnlyList<double> Points) : NumberFunction
{
    /// <inheritdoc/>
    public override int Width => Points.Count + 1;

    /// <inheritdoc/>
    public override int LinearPlace => 0;

    /// <inheritdoc/>
    public override string NameOf(string factor, int place) => place == 0
        ? factor
        : string.Create(CultureInfo.InvariantCulture, $"{factor}>{Points[place - 1]}");

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(NumberExpression number, string name, EquationBuilder builder)
    {
        NumberExpression own = builder.Bind(name, number);
        return [own, .. Points.Select(point => new PositivePart(new SumNumber([own, new ConstantNumber(-point)])))];
    }

    /// <inheritdoc/>
    public override void Evaluate(double number, Span<double> values)
    {
        values[0] = number;
        for (int point = 0; point < Points.Count; point++)
        {
            values[point + 1] = Math.Max(number - Points[point], 0);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double> ChangePoints => Points;

    /// <summary>Determines whether both change their slopes at the same points.</summary>
    public bool Equals(BrokenLine? other) => other is not null && Points.SequenceEqual(other.Points);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Points.Count, Points[0]);
}
