using System.Globalization;
using LogReg.Data;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Sql;

/// <summary>
/// Reads dates in SQL, by steps of which each uses the one before: letters become capitals and months <c>m01</c> to <c>m12</c>; one blank
/// is left of several, and none after another separator; days and months get two digits; then each part of the date has its place, and what
/// follows it is a time, from whose end its zone and <c>PM</c> are taken.
/// </summary>
/// <param name="language">The language.</param>
internal sealed class SqlDates(SqlLanguage language)
{
    private const int Rest = 64;
    private const double SecondsOfDay = 86_400;
    private const double FirstSecond = 1e8;
    private const double LastSecond = 1e10;

    /// <summary>The text with months as numbers.</summary>
    /// <param name="text">The text.</param>
    public string WithMonths(string text)
    {
        string replaced = $"UPPER({text})";
        for (int month = 1; month <= 12; month++)
        {
            string name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month).ToUpperInvariant();
            string number = string.Create(CultureInfo.InvariantCulture, $"m{month:00}");
            replaced = Replace(Replace(replaced, name, number), name[..3], number);
        }

        return replaced;
    }

    /// <summary>The text with one blank in place of several, and none after another separator.</summary>
    /// <param name="text">The text.</param>
    public string WithoutBlanks(string text)
    {
        string[] doubled = ["  ", "  ", "  ", ", ", ". ", "/ ", "- ", "T "];
        return doubled.Aggregate(text, (result, one) => Replace(result, one, one == "  " ? " " : one[..1]));
    }

    /// <summary>The text whose first part has a second digit, or the second one if a year or a month by name is first.</summary>
    /// <param name="text">The text.</param>
    public string WithFirstZero(string text) => $"CASE WHEN {language.HasShape(text, "#~*")} THEN {language.Concatenate("'0'", text)} "
        + $"WHEN {language.HasShape(text, "####~#~*")} THEN {Insert(text, 6)} "
        + $"WHEN {language.HasShape(text, "m##~#~*")} THEN {Insert(text, 5)} ELSE {text} END";

    /// <summary>The text whose second part has a second digit, or the last one if a year is first.</summary>
    /// <param name="text">The text.</param>
    public string WithSecondZero(string text) => $"CASE WHEN {language.HasShape(text, "##~#~*")} THEN {Insert(text, 4)} "
        + $"WHEN {Ends(text, "####~##~#")} THEN {Insert(text, 9)} "
        + $"WHEN {Ends(text, "####~m##~#")} THEN {Insert(text, 10)} ELSE {text} END";

    /// <summary>The date of a text in the order of ISO 8601; NULL if it has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="input">The column.</param>
    public string Date(string text, ExportedInput input) =>
        $"CASE {string.Join(' ', Forms(text, input).Select(form => $"WHEN {form.Condition} THEN {form.Date}"))} END";

    /// <summary>What follows the date; NULL if there is no date.</summary>
    /// <param name="text">The text.</param>
    /// <param name="input">The column.</param>
    public string AfterDate(string text, ExportedInput input) => $"CASE {string.Join(' ', Forms(text, input).Select(
        form => $"WHEN {form.Condition} THEN {language.Part(text, form.Length + 1, Rest)}"))} END";

    /// <summary>The time in what follows a date, without its zone, which does not matter.</summary>
    /// <param name="rest">What follows a date.</param>
    public string WithoutZone(string rest)
    {
        string time = language.Part(rest, 2, Rest);
        string own = $"CASE {string.Join(' ', Zones.Select(
            zone => $"WHEN {language.HasShape(time, $"*{zone}")} THEN {Cut(time, zone.Length)}"))} ELSE {time} END";
        return $"TRIM({own})";
    }

    /// <summary>The time with two digits of the hour.</summary>
    /// <param name="time">The time.</param>
    public string WithHour(string time) =>
        $"CASE WHEN {language.HasShape(time, "#:##*")} THEN {language.Concatenate("'0'", time)} ELSE {time} END";

    /// <summary>The time without <c>AM</c> and <c>PM</c>.</summary>
    /// <param name="time">The time.</param>
    public string WithoutHalf(string time) =>
        $"CASE WHEN {IsHalf(time)} THEN TRIM({Cut(time, 2)}) ELSE {time} END";

    /// <summary>The hours to add to those of the time: NULL if there is no such hour.</summary>
    /// <param name="time">The time with <c>AM</c> or <c>PM</c>.</param>
    public string Half(string time)
    {
        string hour = language.Part(time, 1, 2);
        return $"CASE WHEN NOT ({IsHalf(time)}) THEN CASE WHEN {hour} <= '23' THEN 0E0 END "
            + $"WHEN {hour} NOT BETWEEN '01' AND '12' THEN NULL "
            + $"WHEN {hour} = '12' THEN CASE WHEN {language.HasShape(time, "*PM")} THEN 0E0 ELSE -12E0 END "
            + $"WHEN {language.HasShape(time, "*PM")} THEN 12E0 ELSE 0E0 END";
    }

    /// <summary>The days since 1970-01-01 at midnight; NULL if there is no such day or time.</summary>
    /// <param name="date">The date.</param>
    /// <param name="rest">What follows it.</param>
    /// <param name="time">The time that this is, without zone and <c>PM</c>.</param>
    /// <param name="half">The hours to add to it.</param>
    public string Moment(string date, string rest, string time, string half)
    {
        string minutes = $"({half} + {Value(time, 1, 2)}) * 3600E0 + {Value(time, 4, 2)} * 60E0";
        string seconds = language.Part(time, 7, Rest);
        string isTime = $"{language.Part(time, 4, 2)} <= '59'";
        return $"{language.Days(date)} + CASE WHEN {rest} = '' THEN 0E0 "
            + $"WHEN {language.HasShape(time, "##:##")} AND {isTime} THEN ({minutes}) / {language.Number(SecondsOfDay)} "
            + $"WHEN {language.HasShape(time, "##:##:#*")} AND {isTime} AND {language.IsDecimal(seconds)} "
            + $"THEN CASE WHEN {language.Double(seconds)} < 61E0 "
            + $"THEN ({minutes} + {language.Double(seconds)}) / {language.Number(SecondsOfDay)} END END";
    }

    /// <summary>The days since 1970-01-01 of a text that is a number of seconds or milliseconds; NULL of another one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="input">The column.</param>
    /// <returns>The days; <see langword="null"/> if dates of the column are no numbers.</returns>
    public string? Epoch(string text, ExportedInput input)
    {
        double unit = OrderOf(input) switch { DateOrder.UnixSeconds => 1, DateOrder.UnixMilliseconds => 1000, _ => 0 };
        string number = language.NumberOrNull(text);
        return unit == 0 ? null : $"CASE WHEN {number} >= {language.Number(FirstSecond * unit)} AND {number} < {language.Number(LastSecond * unit)} "
            + $"THEN {number} / {language.Number(unit)} / {language.Number(SecondsOfDay)} END";
    }

    private static string[] Zones { get; } = ["Z", "UTC", "GMT", "+##:##", "-##:##", "+####", "-####", "+#:##", "-#:##", "+##", "-##", "+#", "-#"];

    private static DateOrder OrderOf(ExportedInput input) => ((NumericFeature)input.Feature).DateOrder!.Value;

    private IEnumerable<Form> Forms(string text, ExportedInput input)
    {
        DateOrder order = OrderOf(input);
        Form Of(string shape, int year, int month, int day) => new(Ends(text, shape), shape.Length, Parts(text, year, month, day));

        // A year in front is the same in every order, but not before a blank or a comma.
        yield return order == DateOrder.YearMonthDay ? Of("####~##~##", 1, 6, 9) : Of("####/##~##", 1, 6, 9);
        if (order == DateOrder.DayMonthYear)
        {
            yield return Of("##~##~####", 7, 4, 1);
        }
        else if (order == DateOrder.MonthDayYear)
        {
            yield return Of("##~##~####", 7, 1, 4);
        }
        else if (order == DateOrder.YearMonthDay)
        {
            yield return Of("########", 1, 5, 7);
        }

        bool isNumber = order is DateOrder.UnixSeconds or DateOrder.UnixMilliseconds;
        yield return Of(isNumber ? "####/m##~##" : "####~m##~##", 1, 7, 10);
        if (!isNumber)
        {
            yield return Of("##~m##~####", 8, 5, 1);
            yield return Of("m##~##~####", 8, 2, 5);
            yield return new Form(language.HasShape(text, "m##~####"), 8, Month(text, 5, 2));
        }

        yield return new Form(language.HasShape(text, isNumber ? "####/m##" : "####~m##"), 8, Month(text, 1, 7));
    }

    private string Ends(string text, string shape) => $"({language.HasShape(text, shape)} OR {language.HasShape(text, $"{shape}T*")})";

    private string IsHalf(string time) => $"{language.HasShape(time, "*AM")} OR {language.HasShape(time, "*PM")}";

    private string Cut(string text, int length) => language.Part(text, 1, $"{language.Length(text)} - {length}");

    private string Replace(string text, string part, string other) => $"REPLACE({text}, {language.Text(part)}, {language.Text(other)})";

    private string Value(string text, int start, int length) => language.Double(language.Part(text, start, length));

    private string Insert(string text, int start) =>
        language.Concatenate(language.Part(text, 1, start - 1), "'0'", language.Part(text, start, Rest));

    private string Parts(string text, int year, int month, int day) => language.Concatenate(
        language.Part(text, year, 4), "'-'", language.Part(text, month, 2), "'-'", language.Part(text, day, 2));

    private string Month(string text, int year, int month) =>
        language.Concatenate(language.Part(text, year, 4), "'-'", language.Part(text, month, 2), "'-01'");

    private sealed record Form(string Condition, int Length, string Date);
}
