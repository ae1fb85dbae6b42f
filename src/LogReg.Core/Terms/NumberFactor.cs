using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>Functions of a number, one after the other. A missing cell counts as the value that is imputed for it, and so does a
/// value for which a function is not defined.</summary>
internal sealed class NumberFactor : NumbersFactor
{
    private readonly double _imputed;
    private readonly NumberFunction[] _chain;

    /// <param name="cells">The cells of the feature.</param>
    /// <param name="functions">The functions, each of which but the last has one value; empty for the number itself.</param>
    /// <param name="name">The factor as a formula writes it.</param>
    public NumberFactor(FeatureCells cells, IReadOnlyList<NumberFunction> functions, string name)
        : base(cells, name)
    {
        _imputed = cells.ImputeWith;
        Chain = functions;
        _chain = [.. functions];
        IsTotal = functions.All(function => function.IsTotal);
        Names = functions.Count == 0
            ? [name]
            : [.. Enumerable.Range(0, functions[^1].Width).Select(place => functions[^1].NameOf(name, place))];
    }

    /// <summary>The functions, the one next to the number first.</summary>
    public IReadOnlyList<NumberFunction> Chain { get; }

    /// <summary>Whether the functions are defined for every number.</summary>
    public bool IsTotal { get; }

    /// <inheritdoc/>
    public override NumberFactor Functions => this;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override string? LinearIn(int place) => Chain.Count == 0 || Chain[^1].LinearPlace == place
        ? Chain.SkipLast(1).Aggregate(Cells.Feature.Name, (number, function) => function.TextOf(number))
        : null;

    /// <inheritdoc/>
    public override IEnumerable<double> KnotCells => Enumerable.Range(0, Chain.Count).SelectMany(
        place => Chain[place].ChangePoints.Select(knot => Invert(knot, place)).OfType<double>());

    /// <summary>The cell for which the first functions have a value; <see langword="null"/> if there is none or more than one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="count">The number of functions.</param>
    public double? Invert(double value, int count)
    {
        double? cell = value;
        for (int place = count - 1; place >= 0 && cell is double known; place--)
        {
            cell = Chain[place].Invert(known);
        }

        return cell;
    }

    /// <inheritdoc/>
    public override void Evaluate(double cell, Span<double> values)
    {
        values[0] = double.IsNaN(cell) || (!IsTotal && UndefinedAt(cell) >= 0) ? _imputed : cell;
        foreach (NumberFunction function in _chain)
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

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(EquationBuilder builder) => builder.Once(Name, () =>
    {
        IReadOnlyList<NumberExpression> numbers = [new ColumnNumber(Cells.Feature.Name)];
        foreach (NumberFunction function in Chain)
        {
            numbers = function.Write(numbers[0], function == Chain[^1] ? Name : Cells.Feature.Name, builder);
        }

        return [.. numbers.Zip(Names, (number, name) => builder.Bind(name, number))];
    });

    /// <summary>What must hold of a cell so that the functions have a value for it, in the order in which it is to be tested.</summary>
    /// <param name="builder">Takes numbers that are used several times.</param>
    public IEnumerable<Condition> Requirements(EquationBuilder builder)
    {
        NumberExpression number = new ColumnNumber(Cells.Feature.Name);
        foreach (NumberFunction function in Chain)
        {
            if (function.RequirementOn(number) is Condition requirement)
            {
                yield return requirement;
            }

            if (function != Chain[^1])
            {
                number = function.Write(number, Cells.Feature.Name, builder)[0];
            }
        }
    }
}
