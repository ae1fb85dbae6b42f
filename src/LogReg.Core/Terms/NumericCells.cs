using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Equations;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>The cells of a numeric feature, in which a missing cell counts as the mean.</summary>
/// <param name="feature">The feature.</param>
/// <param name="place">Its position among the features of the model.</param>
internal class NumericCells(NumericFeature feature, int place) : FeatureCells(feature, place)
{
    // A cell that one of the functions has no value for counts as missing.
    private readonly List<NumberFactor> _functions = [];

    /// <summary>The feature.</summary>
    public new NumericFeature Feature { get; } = feature;

    /// <summary>Whether missing cells stay missing, since they have a coefficient or are of no level.</summary>
    public bool KeepsMissing { get; private set; } = feature.HasIndicator;

    /// <inheritdoc/>
    public override double ImputeWith => Feature.ImputeWith;

    /// <inheritdoc/>
    public override ColumnRequest Request => new(Feature.Name, ColumnKind.Numeric) { Notation = Feature.Notation };

    /// <inheritdoc/>
    public override void Add(TermFactor factor)
    {
        KeepsMissing |= factor is MissingFactor || factor.LevelSource is NumberLevels { AreIntervals: false };
        if (factor.Functions is { IsTotal: false } functions)
        {
            _functions.Add(functions);
        }
    }

    /// <inheritdoc/>
    public override Term CreateTerm() => new NumericTerm(this);

    /// <summary>The cells of a chunk.</summary>
    /// <param name="columns">The columns of the features, in their order.</param>
    public ReadOnlySpan<double> Values(IReadOnlyList<Column> columns) => ((NumericColumn)columns[Place]).Values;

    /// <inheritdoc/>
    public override double ReadCell(IReadOnlyList<Column> columns, int row) => Values(columns)[row];

    /// <inheritdoc/>
    public override double ReadCell(ReadOnlySpan<double> row) => IsMissing(row[Place]) ? double.NaN : row[Place];

    /// <inheritdoc/>
    public override long Impute(Column column)
    {
        var numeric = (NumericColumn)column;
        Span<double> values = numeric.Buffer.AsSpan(0, numeric.Count);
        if (_functions.Count == 0 && !double.IsNaN(ColumnKernels.Sum(values)))
        {
            return 0;
        }

        long count = 0;
        foreach (ref double value in values)
        {
            if (IsMissing(value))
            {
                value = KeepsMissing ? double.NaN : Feature.ImputeWith;
                count++;
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public override double ToValue(object? value, Func<string, bool> isMissing) =>
        ToNumber(Feature.Name, Plain(value, isMissing), isMissing) is double number && IsMissing(number) ? double.NaN : number;

    /// <summary>A value of a row given by names as a number: NaN for a missing one.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="value">A number, a truth value, a text, or <see langword="null"/>.</param>
    /// <param name="isMissing">Whether a text stands for a missing cell.</param>
    /// <exception cref="ArgumentException">The value is not a finite number.</exception>
    public static double ToNumber(string name, object? value, Func<string, bool> isMissing)
    {
        double number = value switch
        {
            null or DBNull => double.NaN,
            bool truth => truth ? 1 : 0,
            string text when isMissing(text) => double.NaN,
            string text => NumberText.TryRead(CellText.Trim(text), out double parsed) ? parsed : double.PositiveInfinity,
            double or float or decimal or int or long or short or byte or uint or ulong or ushort or sbyte =>
                Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => double.PositiveInfinity,
        };
        return double.IsInfinity(number)
            ? throw new ArgumentException(
                $"The feature {DataException.Quote(name)} is numeric, but its value "
                    + $"{DataException.Quote(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")} is not a finite number.")
            : number;
    }

    /// <inheritdoc/>
    public override CellState StateOf(double value) => IsMissing(value) ? CellState.Imputed
        : value < Feature.Minimum ? CellState.BelowRange
        : value > Feature.Maximum ? CellState.AboveRange
        : CellState.Known;

    /// <inheritdoc/>
    public override void FillStates(Column column, Span<CellState> states)
    {
        ReadOnlySpan<double> values = ((NumericColumn)column).Values;
        for (int row = 0; row < values.Length; row++)
        {
            states[row] = StateOf(values[row]);
        }
    }

    // A text in the notation of the training rows as a number; other values as they are.
    private object? Plain(object? value, Func<string, bool> isMissing) =>
        value is not string text || Feature.Notation is not NumberNotation notation || isMissing(text) ? value
        : notation.TryRead(CellText.Trim(text), out double number) ? number
        : notation.IsDoubtful(Encoding.UTF8.GetBytes(CellText.Trim(text)), out _)
            ? throw new ArgumentException(
                $"The value {DataException.Quote(text)} of the feature {DataException.Quote(Feature.Name)} may be a number of thousands or "
                    + "have a decimal point: the model was trained on decimal commas. Give a number instead of a text.")
        : value;

    /// <summary>Whether a number counts as missing: it is NaN, or a function that a term applies has no value for it.</summary>
    /// <param name="value">The number.</param>
    protected bool IsMissing(double value)
    {
        if (double.IsNaN(value))
        {
            return true;
        }

        foreach (NumberFactor factor in _functions)
        {
            if (factor.UndefinedAt(value) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes out what the cells count as.</summary>
    /// <param name="builder">Takes numbers that are used several times.</param>
    public EquationInput Write(EquationBuilder builder) =>
        new(Feature.Name, Feature.ImputeWith, [.. _functions.SelectMany(functions => functions.Requirements(builder)).Distinct()]);
}
