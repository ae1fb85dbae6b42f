using System.Globalization;
using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>A part of a date and time, which is a number of days since 1970-01-01 at midnight.</summary>
/// <param name="Function">One of <see cref="FormulaFunction.Year"/> to <see cref="FormulaFunction.Days"/>.</param>
internal sealed record CalendarFunction(FormulaFunction Function) : NumberFunction
{
    private const long MillisecondsOfHour = 3_600_000;
    private const long MillisecondsOfDay = 24 * MillisecondsOfHour;

    /// <summary>Of <see cref="FormulaFunction.Days"/> the date from which days are counted.</summary>
    public DateOnly Since { get; init; } = new(1970, 1, 1);

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override Condition RequirementOn(NumberExpression number) => new AllCondition(
    [
        new ComparisonCondition(number, Comparison.AtLeast, DateOnly.MinValue.DayNumber - Epoch.DayNumber),
        new ComparisonCondition(number, Comparison.Less, DateOnly.MaxValue.DayNumber - Epoch.DayNumber + 1),
    ]);

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(NumberExpression number, string name, EquationBuilder builder) =>
    [
        Function switch
        {
            FormulaFunction.Year => new FunctionNumber(EquationFunction.Year, number),
            FormulaFunction.Month => new FunctionNumber(EquationFunction.Month, number),
            FormulaFunction.Weekday => new FunctionNumber(EquationFunction.Weekday, number),
            FormulaFunction.Hour => new FunctionNumber(EquationFunction.Hour, number),
            _ => new SumNumber([number, new ConstantNumber(Epoch.DayNumber - Since.DayNumber)]),
        },
    ];

    /// <inheritdoc/>
    public override void Evaluate(double number, Span<double> values)
    {
        // In whole milliseconds, for a time of day is not a double to the last bit.
        long milliseconds = (long)Math.Round(number * MillisecondsOfDay);
        long day = (long)Math.Floor((double)milliseconds / MillisecondsOfDay);
        long time = milliseconds - (day * MillisecondsOfDay);
        DateOnly date = DateOnly.FromDayNumber((int)day + Epoch.DayNumber);
        values[0] = Function switch
        {
            FormulaFunction.Year => date.Year,
            FormulaFunction.Month => date.Month,
            FormulaFunction.Weekday => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek,
            FormulaFunction.Hour => time / MillisecondsOfHour,
            FormulaFunction.Days => number - (Since.DayNumber - Epoch.DayNumber),
            _ => throw new NotSupportedException($"{Function} is not a function of a date."),
        };
    }

    /// <inheritdoc/>
    public override bool IsDefinedAt(double number) =>
        number >= DateOnly.MinValue.DayNumber - Epoch.DayNumber
        && Math.Round(number * MillisecondsOfDay) < (double)(DateOnly.MaxValue.DayNumber - Epoch.DayNumber + 1) * MillisecondsOfDay;

    /// <summary>The day from which the days of a date are counted.</summary>
    public static DateOnly Epoch { get; } = new(1970, 1, 1);

    /// <summary>The name of a month or of a day of the week.</summary>
    /// <param name="function">Which of both.</param>
    /// <param name="number">Its number, from 1 for January or Monday.</param>
    public static string NameOf(FormulaFunction function, int number) => function == FormulaFunction.Month
        ? CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(number)
        : ((DayOfWeek)(number % 7)).ToString();
}
