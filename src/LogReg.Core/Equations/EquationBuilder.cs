namespace LogReg.Equations;

/// <summary>Collects the steps of an equation.</summary>
internal sealed class EquationBuilder
{
    private readonly List<EquationStep> _steps = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, IReadOnlyList<NumberExpression>> _known = [];

    /// <summary>The steps, in their order.</summary>
    public IReadOnlyList<EquationStep> Steps => _steps;

    /// <summary>Makes a step of a number that is not at hand without a computation.</summary>
    /// <param name="name">What the number is; of several steps of the same name the later ones are numbered.</param>
    /// <param name="number">The number.</param>
    public NumberExpression Bind(string name, NumberExpression number)
    {
        if (number.IsSimple)
        {
            return number;
        }

        string own = name;
        for (int copy = 2; !_names.Add(own); copy++)
        {
            own = $"{name} ({copy})";
        }

        _steps.Add(new EquationStep(own, number));
        return new StepNumber(own);
    }

    /// <summary>Gets numbers that several terms may use, and writes them out the first time.</summary>
    /// <param name="key">Identifies the numbers.</param>
    /// <param name="write">Writes them out.</param>
    public IReadOnlyList<NumberExpression> Once(string key, Func<IReadOnlyList<NumberExpression>> write)
    {
        if (!_known.TryGetValue(key, out IReadOnlyList<NumberExpression>? numbers))
        {
            numbers = write();
            _known.Add(key, numbers);
        }

        return numbers;
    }
}
