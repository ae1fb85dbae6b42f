using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Onnx;

/// <summary>Numbers and conditions of an equation as tensors of one column.</summary>
/// <param name="model">The model.</param>
/// <param name="graph">Receives the operators.</param>
internal sealed class OnnxExpressions(ExportedModel model, OnnxGraph graph)
{
    private readonly Dictionary<object, string> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _steps = [];
    private readonly string[] _cells = new string[model.Inputs.Count];
    private readonly string[] _missing = new string[model.Inputs.Count];

    /// <summary>The numbers of a column, or the indices of its levels.</summary>
    /// <param name="place">The position of the column.</param>
    public string CellsOf(int place) => _cells[place];

    /// <summary>Reads a column.</summary>
    /// <param name="input">The column.</param>
    /// <param name="tensor">The name of its tensor.</param>
    public void Read(ExportedInput input, string tensor)
    {
        _cells[input.Place] = tensor;
        if (input.Number is not EquationInput number)
        {
            KeyValuePair<string, int>[] texts = [.. LevelTexts.Of(input, model.Model.MissingValues)];
            _cells[input.Place] = graph.Add(
                "LabelEncoder",
                [tensor],
                [
                    OnnxGraph.Attribute("keys_strings", texts.Select(text => text.Key)),
                    OnnxGraph.Attribute("values_int64s", texts.Select(text => (long)text.Value)),
                    OnnxGraph.Attribute("default_int64", LevelTexts.UnseenOf(input)),
                ],
                domain: OnnxExporter.LearningDomain);
            return;
        }

        string missing = graph.Add("IsNaN", [tensor]);
        foreach (Condition requirement in number.Requirements)
        {
            missing = graph.Add("Or", [missing, graph.Add("Not", [Condition(requirement)])]);
        }

        // What the requirements made of the cells as they are is not what the equation reads.
        _known.Clear();
        _missing[input.Place] = missing;
        _cells[input.Place] = graph.Add("Where", [missing, graph.Constant(number.ImputeWith), tensor]);
    }

    /// <summary>Computes a step.</summary>
    /// <param name="step">The step.</param>
    public void Compute(EquationStep step) => _steps[step.Name] = Number(step.Number);

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public string Number(NumberExpression number) => Once(number, () => number switch
    {
        ConstantNumber constant => graph.Constant(constant.Value),
        ColumnNumber column => _cells[model.PlaceOf(column.Column)],
        StepNumber step => _steps[step.Name],
        SumNumber sum => sum.Numbers.Select(Number).Aggregate((left, right) => Add(left, right)),
        ProductNumber product => product.Numbers.Select(Number).Aggregate((left, right) => Multiply(left, right)),
        QuotientNumber quotient => Divide(Number(quotient.Dividend), quotient.Divisor),
        PositivePart part => graph.Add("Max", [Number(part.Number), graph.Constant(0)]),
        WholePowerNumber power => Enumerable.Repeat(Number(power.Number), power.Exponent).Aggregate((left, right) => Multiply(left, right)),
        FunctionNumber function => Function(function.Function, Number(function.Number)),
        IndicatorNumber indicator => Indicator(indicator.Condition),
        _ => throw new NotSupportedException($"{number.GetType().Name} is not a number of an equation."),
    });

    /// <summary>A condition as truth values.</summary>
    /// <param name="condition">The condition.</param>
    public string Condition(Condition condition) => Once(condition, () => condition switch
    {
        MissingCondition missing => _missing[model.PlaceOf(missing.Column)],
        LevelCondition level => Levels(level),
        ComparisonCondition comparison => graph.Add(
            Operation(comparison.Comparison), [Number(comparison.Number), graph.Constant(comparison.Value)]),
        AllCondition all => all.Conditions.Select(Condition).Aggregate((left, right) => graph.Add("And", [left, right])),
        AnyCondition any => any.Conditions.Select(Condition).Aggregate((left, right) => graph.Add("Or", [left, right])),
        NotCondition not => graph.Add("Not", [Condition(not.Condition)]),
        _ => throw new NotSupportedException($"{condition.GetType().Name} is not a condition of an equation."),
    });

    /// <summary>A number where a condition holds, otherwise 0.</summary>
    /// <param name="when">The condition; <see langword="null"/> for always.</param>
    /// <param name="number">The number; <see langword="null"/> for 1.</param>
    public string NumberWhere(Condition? when, NumberExpression? number) => (when, number) switch
    {
        (null, null) => graph.Constant(1),
        (null, _) => Number(number!),
        (_, null) => Indicator(when),
        _ => graph.Add("Where", [Condition(when), Number(number), graph.Constant(0)]),
    };

    private string Once(object expression, Func<string> write)
    {
        if (!_known.TryGetValue(expression, out string? name))
        {
            name = write();
            _known[expression] = name;
        }

        return name;
    }

    private string Indicator(Condition condition) =>
        graph.Add("Cast", [Condition(condition)], [OnnxGraph.Attribute("to", (long)OnnxType.Number)]);

    private string Levels(LevelCondition condition)
    {
        ExportedInput input = model.Inputs[model.PlaceOf(condition.Column)];
        bool[] holds = new bool[LevelTexts.CountOf(input)];
        foreach (string level in condition.Levels)
        {
            holds[LevelTexts.IndexOf(input, level)] = true;
        }

        return graph.Add("Gather", [graph.Truths(holds), _cells[input.Place]]);
    }

    private static string Operation(Comparison comparison) => comparison switch
    {
        Comparison.Less => "Less",
        Comparison.AtMost => "LessOrEqual",
        Comparison.AtLeast => "GreaterOrEqual",
        Comparison.Greater => "Greater",
        _ => "Equal",
    };

    private string Function(EquationFunction function, string number) => function switch
    {
        EquationFunction.Log1P => LogOfOnePlus(number),
        EquationFunction.Log or EquationFunction.Sqrt or EquationFunction.Exp or EquationFunction.Abs =>
            graph.Add(function.ToString(), [number]),
        _ => new OnnxCalendar(graph).PartOf(function, number),
    };

    // log(1 + x) = x·log(u)/(u − 1) with u = 1 + x rounded, in which the errors of both cancel; x where u is 1.
    private string LogOfOnePlus(string number)
    {
        string rounded = Add(number, graph.Constant(1));
        string ratio = graph.Add("Div", [graph.Add("Log", [rounded]), Add(rounded, graph.Constant(-1))]);
        return graph.Add(
            "Where", [graph.Add("Equal", [rounded, graph.Constant(1)]), number, Multiply(number, ratio)]);
    }

    private string Add(string left, string right) => graph.Add("Add", [left, right]);

    private string Multiply(string left, string right) => graph.Add("Mul", [left, right]);

    private string Divide(string dividend, double divisor) => graph.Add("Div", [dividend, graph.Constant(divisor)]);
}
