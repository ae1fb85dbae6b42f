namespace LogReg.Terms;

/// <summary>Functions of a number, one after the other. A missing cell counts as the value that is imputed for it, and so does a
/// value for which a function is not defined.</summary>
internal sealed class NumberFactor : NumbersFactor
{
    private readonly double _imputed;

    /// <param name="cells">The cells of the feature.</param>
    /// <param name="functions">The functions, each of which but the last has one value; empty for the number itself.</param>
    /// <param name="name">The factor as a formula writes it.</param>
    public NumberFactor(FeatureCells cells, IReadOnlyList<NumberFunction> functions, string name)
        : base(cells, name)
    {
        _imputed = cells.ImputeWith;
        Chain = functions;
        Names = functions.Count == 0
            ? [name]
            : [.. Enumerable.Range(0, functions[^1].Width).Select(place => functions[^1].NameOf(name, place))];
    }

    /// <summary>The functions, the one next to the number first.</summary>
    public IReadOnlyList<NumberFunction> Chain { get; }

    /// <inheritdoc/>
    public override NumberFactor Functions => this;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override void Evaluate(double cell, Span<double> values)
    {
        values[0] = double.IsNaN(cell) || UndefinedAt(cell) >= 0 ? _imputed : cell;
        foreach (NumberFunction function in Chain)
        {
            function.Evaluate(values[0], values);
        }
    }

    /// <summary>The position of the first function that is not defined for a value; −1 if all are.</summary>
    /// <param name="value">A finite number.</param>
    public int UndefinedAt(double value)
    {
        Span<double> current = stackalloc double[1];
        current[0] = value;
        for (int place = 0; place < Chain.Count; place++)
        {
            if (!Chain[place].IsDefinedAt(current[0]))
            {
                return place;
            }

            if (place < Chain.Count - 1)
            {
                Chain[place].Evaluate(current[0], current);
            }
        }

        return -1;
    }
}
