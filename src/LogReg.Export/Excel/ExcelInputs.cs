using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Excel;

/// <summary>Reads the cells that a person fills: numbers, dates, truth values and texts.</summary>
/// <param name="model">The model.</param>
/// <param name="program">Receives the cells that it takes.</param>
/// <param name="constants">Receives lists.</param>
/// <param name="expressions">Is told where the numbers and levels are.</param>
internal sealed class ExcelInputs(ExportedModel model, ExcelProgram program, ExcelConstants constants, ExcelExpressions expressions)
{
    private const int LongestNumber = 60;
    private const int LongestText = 32_767;
    private const string Blanks = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\u2060\ufeff";

    private readonly string _places = constants.List("places of characters", Enumerable.Range(1, Places(model)).Select(place =>
        (object)(double)place));
    private readonly string _digits = constants.List("places of digits", Enumerable.Range(1, LongestNumber).Select(place =>
        (object)(double)place));
    private readonly string _blanks = constants.List("blanks", [$"x{Blanks}"]).Split(':')[0];
    private readonly string _missing = constants.List(
        "texts of missing cells", model.Model.MissingValues.Select(text =>
            text.ToLowerInvariant()).Append(Feature.MissingLevel).Distinct());

    private readonly int _longest = Places(model);

    /// <summary>Reads a column with numbers or dates.</summary>
    /// <param name="input">The column.</param>
    /// <param name="cell">Its cell.</param>
    public void ReadNumber(ExportedInput input, string cell)
    {
        string name = input.Feature.Name;
        string value = input.IsDate
            ? new ExcelDates(program, constants, this).Days((NumericFeature)input.Feature, cell)
            : Number(name, cell);
        expressions.KnowNumber(input.Place, value, "");
        string isMissing = input.Number!.Requirements.Reverse().Aggregate(
            "0", (rest, requirement) => $"IF({expressions.Condition(requirement)},{rest},1)");
        string missing = program.Add($"missing({name})", $"IF({value}=\"\",1,{isMissing})");
        string number = program.Add(
            $"{name}: as it counts", $"IF({missing}=1,{constants.Number(input.Number.ImputeWith)},{value})");
        expressions.KnowNumber(input.Place, number, missing);
    }

    /// <summary>Reads a column with levels.</summary>
    /// <param name="input">The column.</param>
    /// <param name="cell">Its cell.</param>
    public void ReadLevel(ExportedInput input, string cell)
    {
        string name = input.Feature.Name;
        var levels = new ExcelLevels(constants, input);
        string text = Text(name, cell);
        string ofNumber = levels.Texts is null ? $"{levels.Unseen}" : First(
            Sum(levels, $"EXACT({levels.Texts},SUBSTITUTE({cell}&\"\",\",\",\".\"))"),
            levels.Numbers is null ? "0" : Sum(levels, $"({levels.Numbers}={cell})"), levels.Unseen);
        string ofText = $"{levels.Unseen}";
        if (levels.Texts is not null)
        {
            string number = levels.Numbers is null ? "" : program.Add($"{name}: the number that the text is", NumberOrNothing(text));
            string truth = levels.Truths is null ? "0" : Sum(levels, $"EXACT({levels.Truths},LOWER({text}))");
            string others = levels.Numbers is null ? truth : $"{truth}+IF({number}=\"\",0,{Sum(levels, $"({levels.Numbers}={number})")})";
            ofText = First(Sum(levels, $"EXACT({levels.Texts},{text})"), others, levels.Unseen);
        }

        string position = program.Add(
            $"{name}: position of the level",
            $"IF(ISNUMBER({cell}),{ofNumber},IF({IsMissing(text)},{levels.Missing},{ofText}))");
        expressions.KnowLevel(input.Place, position, levels);
    }

    /// <summary>Reads a number that has to be there.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="cell">Its cell.</param>
    public string ReadOffset(string name, string cell)
    {
        string value = Number(name, cell);
        return program.Add($"{name}: the offset", $"IF({value}=\"\",NA(),{value})");
    }

    /// <summary>The text of a cell without blanks around it; empty for a number. Excel's own TRIM would change the blanks within a
    /// text.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="cell">Its cell.</param>
    /// <param name="ofOther">The text of a cell that is neither a text nor a truth value.</param>
    public string Text(string name, string cell, string ofOther = "\"\"")
    {
        string text = program.Add(
            $"{name}: text", $"IF(ISLOGICAL({cell}),IF({cell},\"true\",\"false\"),IF(ISTEXT({cell}),{cell},{ofOther}))");
        string blanks = $"MID({_blanks},2,{Blanks.Length})";
        string isOther = $"ISERROR(FIND(MID({text},{_places},1),{blanks}))*({_places}<=LEN({text}))";
        string first = $"({_longest + 1}-SUMPRODUCT(MAX({isOther}*({_longest + 1}-{_places}))))";
        string last = $"SUMPRODUCT(MAX({isOther}*{_places}))";
        return program.Add(
            $"{name}: text without blanks around it",
            $"IF({text}=\"\",\"\",IF(AND(ISERROR(FIND(LEFT({text},1),{blanks})),ISERROR(FIND(RIGHT({text},1),{blanks}))),{text},"
                + $"MID({text},{first},MAX(0,{last}-{first}+1))))");
    }

    /// <summary>Whether a text is that of a missing cell.</summary>
    /// <param name="text">The text.</param>
    public string IsMissing(string text) => $"OR({text}=\"\",SUMPRODUCT(--EXACT({_missing},LOWER({text})))>0)";

    private string Number(string name, string cell)
    {
        string text = Text(name, cell);
        return program.Add(
            $"{name}: number",
            $"IF(ISNUMBER({cell}),{cell},IF(ISLOGICAL({cell}),IF({cell},1,0),IF(ISERROR({cell}),{cell},"
                + $"IF({IsMissing(text)},\"\",IF({IsShapedAsNumber(text)},_xlfn.NUMBERVALUE({Plain(text)},\".\",\",\"),NA())))))");
    }

    /// <summary>The number that a text is; an empty text for any other.</summary>
    /// <param name="text">The text.</param>
    public string NumberOrNothing(string text)
    {
        string hasExponent = $"ISNUMBER(FIND(\"E\",{text}))";
        string isCode = $"AND(LEN({text})>1,{ConsistsOf(text, "0123456789E")},OR({hasExponent},LEFT({text},1)=\"0\"))";
        return $"IF({text}=\"\",\"\",IF(AND({IsShapedAsNumber(text)},NOT({isCode})),IFERROR(_xlfn.NUMBERVALUE({Plain(text)},\".\",\",\"),\"\"),\"\"))";
    }

    private static string Plain(string text) => $"SUBSTITUTE({text},_xlfn.UNICHAR(8722),\"-\")";

    /// <summary>The number of characters at the beginning of a text that are among some.</summary>
    /// <param name="text">The text.</param>
    /// <param name="characters">The characters.</param>
    public string CountAtStart(string text, string characters) =>
        $"({LongestNumber}-SUMPRODUCT(MAX(ISERROR(FIND(MID({text}&\" \",{_digits},1),\"{characters}\"))*({LongestNumber + 1}-{_digits}))))";

    // NUMBERVALUE itself takes percentages, blanks and separators.
    private string IsShapedAsNumber(string text)
    {
        string rest = $"SUBSTITUTE(SUBSTITUTE(LOWER(MID({Plain(text)},2,{LongestNumber})),\"e-\",\"e\"),\"e+\",\"e\")";
        return $"AND({ConsistsOf(Plain(text), "0123456789+-.eE")},ISERROR(FIND(\"-\",{rest})),ISERROR(FIND(\"+\",{rest})))";
    }

    /// <summary>Two conditions: whether a text has no other characters than these, and not too many.</summary>
    /// <param name="text">The text.</param>
    /// <param name="characters">The characters.</param>
    public string ConsistsOf(string text, string characters) =>
        $"SUMPRODUCT(ISNUMBER(FIND(MID({text},{_digits},1),\"{characters}\"))*({_digits}<=LEN({text})))=LEN({text}),LEN({text})<={LongestNumber}";

    private static string Sum(ExcelLevels levels, string condition) => $"SUMPRODUCT({condition}*{levels.Positions})";

    private static string First(string first, string second, int unseen) =>
        $"IF({first}>0,{first},IF({second}>0,{second},{unseen}))";

    private static int Places(ExportedModel model) => Math.Min(
        LongestText, Math.Max(256, model.Inputs.SelectMany(input => input.Levels).Select(level =>
            level.Length).DefaultIfEmpty().Max() + 100));
}
