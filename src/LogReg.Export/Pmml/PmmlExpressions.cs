using System.Globalization;
using System.Xml.Linq;
using LogReg.Equations;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Pmml;

/// <summary>Numbers and conditions of an equation as elements of PMML. What is used several times is a derived field.</summary>
/// <param name="model">The model.</param>
internal sealed class PmmlExpressions(ExportedModel model)
{
    /// <summary>The namespace of PMML 4.4.</summary>
    public static XNamespace Namespace { get; } = "http://www.dmg.org/PMML-4_4";

    private readonly Dictionary<string, string> _steps = [];
    private readonly HashSet<string> _names = [.. model.Inputs.Select(input => input.Feature.Name), model.Target, model.Offset ?? ""];
    private readonly string[] _cells = [.. model.Inputs.Select(input => input.Feature.Name)];
    private readonly string[] _missing = new string[model.Inputs.Count];
    private readonly List<XElement> _fields = [];

    /// <summary>The derived fields, in their order.</summary>
    public IReadOnlyList<XElement> Fields => _fields;

    /// <summary>The name of the field with the numbers or levels of a column.</summary>
    /// <param name="place">The position of the column.</param>
    public string CellsOf(int place) => _cells[place];

    /// <summary>Reads a column.</summary>
    /// <param name="input">The column.</param>
    public void Read(ExportedInput input)
    {
        string column = input.Feature.Name;
        if (input.Number is not EquationInput number)
        {
            _cells[input.Place] = Derive($"level({column})", Level(input), isText: true);
            return;
        }

        // A condition of a missing cell would itself be missing, so each is asked only where those before it hold.
        XElement isMissing = number.Requirements.Reverse().Aggregate(
            Constant(0), (rest, requirement) => Apply("if", Condition(requirement), rest, Constant(1)));
        string missing = Derive($"missing({column})", Apply("if", Apply("isMissing", Field(column)), Constant(1), isMissing));
        _missing[input.Place] = missing;
        _cells[input.Place] = Derive(
            $"number({column})",
            Apply("if", Apply("equal", Field(missing), Constant(1)), Constant(number.ImputeWith), Field(column)));
    }

    /// <summary>Computes a step.</summary>
    /// <param name="step">The step.</param>
    public void Compute(EquationStep step) => _steps[step.Name] = Derive(step.Name, Number(step.Number));

    /// <summary>Adds a derived field.</summary>
    /// <param name="name">Its name, to which an underscore is added if another field has it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isText">Whether it is a text.</param>
    /// <returns>The name that it has.</returns>
    public string Derive(string name, XElement value, bool isText = false)
    {
        string own = Unique(name);
        _fields.Add(DerivedField(own, value, isText));
        return own;
    }

    /// <summary>A derived field.</summary>
    /// <param name="name">Its name, which no other field has.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isText">Whether it is a text.</param>
    public static XElement DerivedField(string name, XElement value, bool isText = false) => new(
        Namespace + "DerivedField",
        new XAttribute("name", name),
        new XAttribute("optype", isText ? "categorical" : "continuous"),
        new XAttribute("dataType", isText ? "string" : "double"),
        value);

    /// <summary>The probability of the step of log-odds; missing if they are.</summary>
    /// <param name="field">The name of the field with the log-odds.</param>
    /// <param name="calibration">The step function.</param>
    public static XElement Step(string field, EquationCalibration calibration) => new(
        Namespace + "Discretize",
        new XAttribute("field", field),
        new XAttribute("dataType", "double"),
        calibration.Probabilities.Select((probability, place) => new XElement(
            Namespace + "DiscretizeBin",
            new XAttribute("binValue", Text(probability)),
            new XElement(
                Namespace + "Interval",
                new XAttribute("closure", place == 0 ? "openOpen" : "closedOpen"),
                place == 0 ? null : new XAttribute("leftMargin", Text(calibration.Limits[place - 1])),
                place == calibration.Limits.Count ? null : new XAttribute("rightMargin", Text(calibration.Limits[place]))))));

    /// <summary>A name that no field has: this one, or with underscores.</summary>
    /// <param name="name">The name.</param>
    public string Unique(string name)
    {
        string own = name;
        while (!_names.Add(own))
        {
            own += "_";
        }

        return own;
    }

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public XElement Number(NumberExpression number) => number switch
    {
        ConstantNumber constant => Constant(constant.Value),
        ColumnNumber column => Field(_cells[model.PlaceOf(column.Column)]),
        StepNumber step => Field(_steps[step.Name]),
        SumNumber sum => sum.Numbers.Select(Number).Aggregate((left, right) => Apply("+", left, right)),
        ProductNumber product => product.Numbers.Select(Number).Aggregate((left, right) => Apply("*", left, right)),
        QuotientNumber quotient => Apply("/", Number(quotient.Dividend), Constant(quotient.Divisor)),
        PositivePart part => Apply("max", Number(part.Number), Constant(0)),
        WholePowerNumber power => Apply("pow", Number(power.Number), Constant(power.Exponent)),
        FunctionNumber function => Function(function.Function, Number(function.Number)),
        IndicatorNumber indicator => Apply("if", Condition(indicator.Condition), Constant(1), Constant(0)),
        _ => throw new NotSupportedException($"{number.GetType().Name} is not a number of an equation."),
    };

    /// <summary>A condition.</summary>
    /// <param name="condition">The condition.</param>
    public XElement Condition(Condition condition) => condition switch
    {
        MissingCondition missing => Apply("equal", Field(_missing[model.PlaceOf(missing.Column)]), Constant(1)),
        LevelCondition level => IsLevel(Field(_cells[model.PlaceOf(level.Column)]), level.Levels),
        ComparisonCondition comparison => Apply(Name(comparison.Comparison), Number(comparison.Number), Constant(comparison.Value)),
        AllCondition all => all.Conditions.Select(Condition).Aggregate((left, right) => Apply("and", left, right)),
        AnyCondition any => any.Conditions.Select(Condition).Aggregate((left, right) => Apply("or", left, right)),
        NotCondition not => Apply("not", Condition(not.Condition)),
        _ => throw new NotSupportedException($"{condition.GetType().Name} is not a condition of an equation."),
    };

    /// <summary>The value of a field.</summary>
    /// <param name="name">Its name.</param>
    public static XElement Field(string name) => new(Namespace + "FieldRef", new XAttribute("field", name));

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static XElement Constant(double value) => new(Namespace + "Constant", new XAttribute("dataType", "double"), Text(value));

    /// <summary>A text.</summary>
    /// <param name="value">The text.</param>
    public static XElement Constant(string value) => new(Namespace + "Constant", new XAttribute("dataType", "string"), value);

    /// <summary>A function of values.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="arguments">The values.</param>
    public static XElement Apply(string function, params XElement[] arguments) =>
        new(Namespace + "Apply", [new XAttribute("function", function), .. arguments]);

    /// <summary>A number so that it is read back as the same double.</summary>
    /// <param name="value">The number.</param>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // The level as training wrote it: of a missing cell «(missing)», of other forms of a level the level.
    private static XElement Level(ExportedInput input)
    {
        XElement column = Field(input.Feature.Name);
        IEnumerable<IGrouping<int, string>> others = LevelTexts.Of(input, []).Where(
            text => text.Value < input.Levels.Count && text.Key != input.Levels[text.Value]
                && input.Levels[text.Value] != Feature.MissingLevel).GroupBy(text => text.Value, text => text.Key);
        XElement known = others.Aggregate(
            column, (rest, forms) => Apply("if", IsLevel(column, [.. forms]), Constant(input.Levels[forms.Key]), rest));
        XElement isMissing = Apply("isMissing", column);
        return Apply("if", isMissing, Constant(Feature.MissingLevel), known);
    }

    private static XElement IsLevel(XElement field, IReadOnlyList<string> levels) => levels.Count == 1
        ? Apply("equal", field, Constant(levels[0]))
        : Apply("isIn", [field, .. levels.Select(Constant)]);

    private static string Name(Comparison comparison) => comparison switch
    {
        Comparison.Less => "lessThan",
        Comparison.AtMost => "lessOrEqual",
        Comparison.AtLeast => "greaterOrEqual",
        Comparison.Greater => "greaterThan",
        _ => "equal",
    };

    private XElement Function(EquationFunction function, XElement number) => function switch
    {
        EquationFunction.Log => Apply("ln", number),
        EquationFunction.Log1P => Apply("ln1p", number),
        EquationFunction.Sqrt => Apply("sqrt", number),
        EquationFunction.Exp => Apply("exp", number),
        EquationFunction.Abs => Apply("abs", number),
        _ => new PmmlCalendar(this).PartOf(function, number),
    };
}
