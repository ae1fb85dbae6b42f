using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Excel;

/// <summary>Numbers and conditions of an equation as formulas.</summary>
/// <param name="model">The model.</param>
/// <param name="program">Receives what needs a cell of its own.</param>
/// <param name="constants">Receives numbers and lists.</param>
internal sealed class ExcelExpressions(ExportedModel model, ExcelProgram program, ExcelConstants constants)
{
    // Levels that are compared one by one; of more there is a list.
    private const int FewLevels = 4;

    // 2000 years have 730,485 days, a whole number of weeks; Excel knows no date before 1900, and one too many in that year.
    private const int FirstDate = 61;
    private const int DaysOfShift = 730_485;
    private const int YearsOfShift = 2_000;
    private const int DateOf1970 = 25_569;

    private readonly Dictionary<string, string> _steps = [];
    private readonly string[] _cells = new string[model.Inputs.Count];
    private readonly string[] _missing = new string[model.Inputs.Count];
    private readonly ExcelLevels?[] _levels = new ExcelLevels?[model.Inputs.Count];
    private string _label = "";

    /// <summary>Makes the number of a column known.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="cell">Its cell.</param>
    /// <param name="missing">The cell that is 1 where it is missing.</param>
    public void KnowNumber(int place, string cell, string missing) => (_cells[place], _missing[place]) = (cell, missing);

    /// <summary>Makes the position of the level of a column known.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="cell">Its cell.</param>
    /// <param name="levels">The levels.</param>
    public void KnowLevel(int place, string cell, ExcelLevels levels) => (_cells[place], _levels[place]) = (cell, levels);

    /// <summary>The levels of a column.</summary>
    /// <param name="column">The name of the column.</param>
    public ExcelLevels LevelsOf(string column) => _levels[model.PlaceOf(column)]!;

    /// <summary>The cell of a column.</summary>
    /// <param name="column">The name of the column.</param>
    public string CellOf(string column) => _cells[model.PlaceOf(column)];

    /// <summary>Computes a step.</summary>
    /// <param name="step">The step.</param>
    public void Compute(EquationStep step)
    {
        _label = step.Name;
        _steps[step.Name] = program.Add(step.Name, Number(step.Number));
    }

    /// <summary>The value of a column of a term.</summary>
    /// <param name="column">The column.</param>
    public string Value(EquationColumn column)
    {
        _label = column.Coefficient;
        string number = column.Number is null ? "1" : Number(column.Number);
        return column.When is null ? number : $"IF({Condition(column.When)},{number},0)";
    }

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public string Number(NumberExpression number) => number switch
    {
        ConstantNumber constant => constants.Number(constant.Value),
        ColumnNumber column => CellOf(column.Column),
        StepNumber step => _steps[step.Name],
        SumNumber sum => program.Join(_label, sum.Numbers.Select(Number), some => $"({string.Join('+', some)})", cell => cell),
        ProductNumber product => program.Join(_label, product.Numbers.Select(Number), some => $"({string.Join('*', some)})", cell => cell),
        QuotientNumber quotient => $"({Number(quotient.Dividend)}/{constants.Number(quotient.Divisor)})",
        PositivePart part => $"MAX(0,{Number(part.Number)})",
        WholePowerNumber power => $"POWER({Number(power.Number)},{power.Exponent})",
        FunctionNumber function => Function(function.Function, Number(function.Number)),
        IndicatorNumber indicator => $"IF({Condition(indicator.Condition)},1,0)",
        _ => throw new NotSupportedException($"{number.GetType().Name} is not a number of an equation."),
    };

    /// <summary>A condition.</summary>
    /// <param name="condition">The condition.</param>
    public string Condition(Condition condition) => condition switch
    {
        MissingCondition missing => $"({_missing[model.PlaceOf(missing.Column)]}=1)",
        LevelCondition level => IsLevel(level),
        ComparisonCondition comparison => $"({Number(comparison.Number)}{Sign(comparison.Comparison)}{constants.Number(comparison.Value)})",
        AllCondition all => program.Join(
            _label, all.Conditions.Select(Condition), some => $"AND({string.Join(',', some)})", cell => cell),
        AnyCondition any => program.Join(
            _label, any.Conditions.Select(Condition), some => $"OR({string.Join(',', some)})", cell => cell),
        NotCondition not => $"NOT({Condition(not.Condition)})",
        _ => throw new NotSupportedException($"{condition.GetType().Name} is not a condition of an equation."),
    };

    private string IsLevel(LevelCondition condition)
    {
        string cell = CellOf(condition.Column);
        ExcelLevels levels = LevelsOf(condition.Column);
        return condition.Levels.Count switch
        {
            0 => "FALSE()",
            1 => $"({cell}={levels.PositionOf(condition.Levels[0])})",
            <= FewLevels => $"OR({string.Join(',', condition.Levels.Select(level => $"{cell}={levels.PositionOf(level)}"))})",
            _ => $"(INDEX({levels.Table($"levels of {_label}", condition.Levels.Select(level => KeyValuePair.Create(level, 1.0)))},{cell})=1)",
        };
    }

    private string Function(EquationFunction function, string number)
    {
        if (function is EquationFunction.Year or EquationFunction.Month or EquationFunction.Weekday or EquationFunction.Hour)
        {
            string milliseconds = program.Add($"{_label}: milliseconds since 1970", $"ROUND({number}*86400000,0)");
            string day = program.Add($"{_label}: day", $"INT({milliseconds}/86400000)+{DateOf1970}");
            string known = $"({day}+IF({day}<{FirstDate},{DaysOfShift},0))";
            return function switch
            {
                EquationFunction.Year => $"(YEAR({known})-IF({day}<{FirstDate},{YearsOfShift},0))",
                EquationFunction.Month => $"MONTH({known})",
                EquationFunction.Weekday => $"WEEKDAY({known},2)",
                _ => $"INT(({milliseconds}-({day}-{DateOf1970})*86400000)/3600000)",
            };
        }

        return function switch
        {
            EquationFunction.Log => $"LN({number})",

            // The series is exact near 0, where 1 + x has lost digits of x.
            EquationFunction.Log1P => Log1P(number),
            EquationFunction.Sqrt => $"SQRT({number})",
            EquationFunction.Exp => $"EXP({number})",
            EquationFunction.Abs => $"ABS({number})",
            _ => throw new NotSupportedException($"{function} is not a function of an equation."),
        };
    }

    private string Log1P(string number)
    {
        string cell = program.Add($"{_label}: number", number);
        return $"IF(ABS({cell})<0.0001,{cell}*(1-{cell}*(1/2-{cell}*(1/3-{cell}/4))),LN(1+{cell}))";
    }

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Less => "<",
        Comparison.AtMost => "<=",
        Comparison.AtLeast => ">=",
        Comparison.Greater => ">",
        _ => "=",
    };
}
