using LogReg.Data;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Sql;

/// <summary>Reads dates in SQL: first days and months get two digits, then each part has its place.</summary>
/// <param name="language">The language.</param>
internal sealed class SqlDates(SqlLanguage language)
{
    private const int Rest = 40;

    /// <summary>The branches that give the first part a second digit, or the second one if a year is first.</summary>
    /// <param name="text">The text.</param>
    public string WithFirstZero(string text) => $"WHEN {language.HasShape(text, "#~*")} THEN {language.Concatenate("'0'", text)} "
        + $"WHEN {language.HasShape(text, "####~#~*")} THEN {Insert(text, 6)} ELSE {text}";

    /// <summary>The text whose second part has a second digit, or the last one if a year is first.</summary>
    /// <param name="text">The text.</param>
    public string WithSecondZero(string text) => $"CASE WHEN {language.HasShape(text, "##~#~*")} THEN {Insert(text, 4)} "
        + $"WHEN {language.HasShape(text, "####~##~#")} OR {language.HasShape(text, "####~##~#T*")} THEN {Insert(text, 9)} ELSE {text} END";

    /// <summary>The date of a text in the order of ISO 8601; NULL if it has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="input">The column.</param>
    public string Date(string text, ExportedInput input)
    {
        DateOrder? order = ((NumericFeature)input.Feature).DateOrder;
        string iso = $"WHEN {language.HasShape(text, "####~##~##*")} THEN {Parts(text, 1, 6, 9)}";
        return order switch
        {
            DateOrder.DayMonthYear => $"CASE {iso} WHEN {language.HasShape(text, "##~##~####*")} THEN {Parts(text, 7, 4, 1)} END",
            DateOrder.MonthDayYear => $"CASE {iso} WHEN {language.HasShape(text, "##~##~####*")} THEN {Parts(text, 7, 1, 4)} END",
            _ => $"CASE {iso} END",
        };
    }

    /// <summary>The time of a text; NULL if it has none.</summary>
    /// <param name="text">The text.</param>
    public string Time(string text) =>
        $"CASE WHEN {language.HasShape(text, "??????????T##:##*")} THEN {language.Part(text, 12, Rest)} "
            + $"WHEN {language.HasShape(text, "??????????T#:##*")} THEN {language.Concatenate("'0'", language.Part(text, 12, Rest))} END";

    /// <summary>The days since 1970-01-01 at midnight.</summary>
    /// <param name="date">The date.</param>
    /// <param name="time">The time.</param>
    public string Moment(string date, string time) => $"{language.Days(date)} + CASE WHEN {time} IS NULL THEN 0E0 ELSE "
        + $"({Value(time, 1, 2)} * 3600E0 + {Value(time, 4, 2)} * 60E0 "
        + $"+ CASE WHEN {language.HasShape(time, "##:##:##.###*")} THEN {Value(time, 7, 6)} "
        + $"WHEN {language.HasShape(time, "##:##:##*")} THEN {Value(time, 7, 2)} ELSE 0E0 END) / 86400E0 END";

    private string Value(string text, int start, int length) => language.Double(language.Part(text, start, length));

    private string Insert(string text, int start) =>
        language.Concatenate(language.Part(text, 1, start - 1), "'0'", language.Part(text, start, Rest));

    private string Parts(string text, int year, int month, int day) => language.Concatenate(
        language.Part(text, year, 4), "'-'", language.Part(text, month, 2), "'-'", language.Part(text, day, 2));
}
