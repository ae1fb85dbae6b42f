using System.Globalization;
using System.Numerics.Tensors;
using LogReg.Data;
using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>A number times a coefficient, and a coefficient for missing cells if the feature has one.</summary>
internal sealed class NumericTerm : Term
{
    private readonly NumericFeature _feature;

    /// <param name="feature">The feature.</param>
    public NumericTerm(NumericFeature feature)
        : base(feature)
    {
        _feature = feature;
        Parameters = feature.MissingShare is double share
            ?
            [
                new TermParameter(0, feature.Name, feature.Mean, feature.Scale),
                new TermParameter(1, feature.IndicatorName, share, feature.IndicatorScale) { IsIndicator = true },
            ]
            : [new TermParameter(0, feature.Name, feature.Mean, feature.Scale)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TermParameter> Parameters { get; }

    /// <inheritdoc/>
    public override int ColumnCount => Parameters.Count;

    /// <inheritdoc/>
    public override int WeightCount => Parameters.Count;

    /// <inheritdoc/>
    public override bool IsDense => true;

    /// <inheritdoc/>
    public override ColumnRequest Request => new(_feature.Name, ColumnKind.Numeric);

    private double StandardisedImputation => (_feature.ImputeWith - _feature.Mean) / _feature.Scale;

    /// <inheritdoc/>
    public override void Encode(Column cells, int firstColumn, int[] recoding, ChunkEncoding target)
    {
        ColumnValues<double> values = target.Take(((NumericColumn)cells).Buffer);
        if (_feature.HasIndicator)
        {
            ColumnValues<double> indicator = target.Allocate(values.Length);
            Indicate(values.AsSpan(), indicator.AsSpan());
            target.AddDense(firstColumn + 1, indicator);
        }

        ColumnKernels.Standardise(values.AsSpan(), _feature.Mean, _feature.Scale, StandardisedImputation);
        target.AddDense(firstColumn, values);
    }

    /// <inheritdoc/>
    public override void Fill(Column cells, int start, int count, TermBlockColumns target) =>
        Fill(((NumericColumn)cells).Values.Slice(start, count), target);

    /// <inheritdoc/>
    public override void Fill(double value, TermBlockColumns target) => Fill(new ReadOnlySpan<double>(in value), target);

    /// <inheritdoc/>
    public override long Impute(Column cells)
    {
        var column = (NumericColumn)cells;
        Span<double> values = column.Buffer.AsSpan(0, column.Count);
        if (!double.IsNaN(ColumnKernels.Sum(values)))
        {
            return 0;
        }

        long count = 0;
        foreach (ref double value in values)
        {
            if (double.IsNaN(value))
            {
                value = _feature.HasIndicator ? double.NaN : _feature.ImputeWith;
                count++;
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public override double AddLogOdds(double logOdds, double value, double[] weights)
    {
        bool isMissing = double.IsNaN(value);
        logOdds += weights[0] * (isMissing ? _feature.ImputeWith : value);
        return logOdds + (isMissing && _feature.HasIndicator ? weights[1] : 0);
    }

    /// <inheritdoc/>
    public override void AddLogOdds(Column cells, double[] weights, Span<double> logOdds)
    {
        ReadOnlySpan<double> values = ((NumericColumn)cells).Values;
        if (!_feature.HasIndicator)
        {
            TensorPrimitives.MultiplyAdd(values, weights[0], logOdds, logOdds);
            return;
        }

        for (int row = 0; row < values.Length; row++)
        {
            logOdds[row] = AddLogOdds(logOdds[row], values[row], weights);
        }
    }

    /// <inheritdoc/>
    public override double AddMean(double logOdds, double[] weights)
    {
        logOdds += weights[0] * _feature.Mean;
        return logOdds + (_feature.MissingShare is double share ? weights[1] * share : 0);
    }

    /// <inheritdoc/>
    public override void FillContributions(Column cells, int start, double[] centred, Span<double> contributions)
    {
        // The difference first: near the mean the product with a coefficient would round away what is left.
        ReadOnlySpan<double> values = ((NumericColumn)cells).Values.Slice(start, contributions.Length);
        TensorPrimitives.Subtract(values, _feature.Mean, contributions);
        TensorPrimitives.Multiply(contributions, centred[0], contributions);
        if (_feature.MissingShare is not double share)
        {
            return;
        }

        double ofMissing = (centred[0] * (_feature.ImputeWith - _feature.Mean)) + (centred[1] * (1 - share));
        for (int row = 0; row < values.Length; row++)
        {
            contributions[row] = double.IsNaN(values[row]) ? ofMissing : contributions[row] - (centred[1] * share);
        }
    }

    /// <inheritdoc/>
    public override CellState StateOf(double value) => double.IsNaN(value) ? CellState.Imputed
        : value < _feature.Minimum ? CellState.BelowRange
        : value > _feature.Maximum ? CellState.AboveRange
        : CellState.Known;

    /// <inheritdoc/>
    public override void FillStates(Column cells, Span<CellState> states)
    {
        ReadOnlySpan<double> values = ((NumericColumn)cells).Values;
        for (int row = 0; row < values.Length; row++)
        {
            states[row] = StateOf(values[row]);
        }
    }

    /// <inheritdoc/>
    public override double ToValue(object? value, Func<string, bool> isMissing) => ToNumber(_feature.Name, value, isMissing);

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

    private void Fill(ReadOnlySpan<double> values, TermBlockColumns target)
    {
        values.CopyTo(target.Dense[0]);
        ColumnKernels.Standardise(target.Dense[0].AsSpan(0, values.Length), _feature.Mean, _feature.Scale, StandardisedImputation);
        if (_feature.HasIndicator)
        {
            Indicate(values, target.Dense[1]);
        }
    }

    // The standardised 0/1 column of missing cells.
    private void Indicate(ReadOnlySpan<double> values, Span<double> indicator)
    {
        double share = _feature.MissingShare ?? 0;
        double present = -share / _feature.IndicatorScale;
        double missing = (1 - share) / _feature.IndicatorScale;
        for (int row = 0; row < values.Length; row++)
        {
            indicator[row] = double.IsNaN(values[row]) ? missing : present;
        }
    }
}
