using System.Globalization;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Export.Excel;

/// <summary>Reads the cells of a column of dates, as formulas: dates of the program, and texts in each notation that the model
/// reads.</summary>
/// <param name="program">Receives the cells that it takes.</param>
/// <param name="constants">Receives the names of months.</param>
/// <param name="inputs">Reads texts.</param>
internal sealed class ExcelDates(ExcelProgram program, ExcelConstants constants, ExcelInputs inputs)
{
    // 31 December 9999, the last date of Excel.
    private const int LastDate = 2_958_465;
    private const int DateOf1970 = 25_569;
    private const string Digits = "0123456789";

    private readonly string _names = constants.List("names of months", MonthNames().Select(month => (object)month.Key));
    private readonly string _months = constants.List("months", MonthNames().Select(month => (object)(double)month.Value));

    /// <summary>The days since 1970 of a cell; an empty text for a missing one, and for one in which there is no date.</summary>
    /// <param name="feature">The column.</param>
    /// <param name="cell">The cell.</param>
    public string Days(NumericFeature feature, string cell)
    {
        string name = feature.Name;

        // 20260131 is a number to a program in which it is typed.
        string text = inputs.Text(name, cell, $"IF(ISNUMBER({cell}),IF({cell}>{LastDate},SUBSTITUTE({cell}&\"\",\",\",\".\"),\"\"),\"\")");
        string head = program.Add($"{name}: text before a colon", $"LEFT({text},FIND(\":\",{text}&\":\")-1)");
        string tail = program.Add($"{name}: text from the colon", $"MID({text},LEN({head})+1,64)");
        string date = Unified(name, head);
        string one = program.Add($"{name}: first separator", $"{Separator(date, "1")}");
        string two = program.Add($"{name}: second separator", $"{Separator(date, $"{one}+1")}");
        string isWhole = program.Add(
            $"{name}: whether it is as 20260131",
            $"IF(AND(LEN({date})>=8,{inputs.ConsistsOf($"LEFT({date},8)", Digits)},ISNUMBER(FIND(UPPER(MID({date}&\"T\",9,1)),\"T,\"))),1,0)");
        string three = program.Add(
            $"{name}: end of the date",
            $"IF({isWhole}=1,9,MIN({Separator(date, $"{two}+1")},IFERROR(FIND(\"T\",UPPER({date})&\"T\",{two}+1),LEN({date})+1)))");
        string hour = program.Add($"{name}: hour", $"MID({date},{three}+1,9)");
        string seconds = program.Add($"{name}: seconds of the day", Seconds(name, date, three, hour, tail));
        string dayNumber = DayNumber(feature, date, [one, two, three], isWhole, tail);
        string fromText = $"IF(OR({inputs.IsMissing(text)},LEN({text})>64,{dayNumber}=\"\",{seconds}=\"\"),\"\",{dayNumber}+{seconds}/86400)";
        double unit = feature.DateOrder switch { DateOrder.UnixSeconds => 1, DateOrder.UnixMilliseconds => 1000, _ => 0 };
        if (unit > 0)
        {
            string number = program.Add($"{name}: the number that the text is", inputs.NumberOrNothing(text));
            string days = string.Create(CultureInfo.InvariantCulture, $"{number}/{unit}/86400");
            fromText = string.Create(
                CultureInfo.InvariantCulture, $"IF(ISNUMBER({number}),IF(AND({number}/{unit}>=1E8,{number}/{unit}<1E10),{days},\"\"),{fromText})");
        }

        return program.Add(
            $"{name}: days since 1970 with time",
            $"IF(AND(ISNUMBER({cell}),{text}=\"\"),{cell}-{DateOf1970},IF(ISERROR({cell}),{cell},{fromText}))");
    }

    // A hyphen for the separators that cannot stand before a time, a comma for those that can.
    private string Unified(string name, string head)
    {
        string trimmed = $"TRIM(SUBSTITUTE(SUBSTITUTE({head},\".\",\"-\"),\"/\",\"-\"))";
        string own = program.Add(
            $"{name}: date with one separator",
            $"SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({trimmed},\"- \",\"-\"),\", \",\",\"),\" \",\",\")");
        string[] doubled = ["--", "-,", ",-", ",,"];
        return program.Add(
            $"{name}: date without doubled separators",
            $"IF(OR(RIGHT({head},1)=\" \",{string.Join(',', doubled.Select(pair => $"ISNUMBER(FIND(\"{pair}\",{own}))"))}),\"\",{own})");
    }

    // The position of the next separator, or that behind the text.
    private static string Separator(string text, string start) =>
        $"IFERROR(MIN(FIND(\"-\",{text}&\"-\",{start}),FIND(\",\",{text}&\",\",{start})),LEN({text})+1)";

    private string DayNumber(NumericFeature feature, string date, string[] ends, string isWhole, string tail)
    {
        string name = feature.Name;
        string first = program.Add($"{name}: first part", $"LEFT({date},{ends[0]}-1)");
        string second = program.Add($"{name}: second part", $"MID({date},{ends[0]}+1,MAX(0,{ends[1]}-{ends[0]}-1))");
        string third = program.Add($"{name}: third part", $"MID({date},{ends[1]}+1,MAX(0,{ends[2]}-{ends[1]}-1))");
        string firstMonth = program.Add($"{name}: month by name in the first part", $"SUMPRODUCT(({_names}=UPPER({first}))*{_months})");
        string secondMonth = program.Add($"{name}: month by name in the second part", $"SUMPRODUCT(({_names}=UPPER({second}))*{_months})");
        bool isNumber = feature.DateOrder is DateOrder.UnixSeconds or DateOrder.UnixMilliseconds;
        bool isYearFirst = feature.DateOrder is DateOrder.YearMonthDay;
        string isIso = program.Add(
            $"{name}: whether the year is first",
            $"IF({(isYearFirst ? "TRUE()" : $"AND(LEN({first})=4,{inputs.ConsistsOf(first, Digits)},MID({date},5,1)=\"-\")")},1,0)");
        string isShort = $"AND({third}=\"\",{tail}=\"\",{ends[1]}=LEN({date})+1)";
        string ofName = isNumber ? $"AND({firstMonth}+{secondMonth}>0,{isIso}=1)" : $"{firstMonth}+{secondMonth}>0";
        string Parts(string whole, string byName, string iso, string other) =>
            $"IF({isWhole}=1,{(isYearFirst ? whole : "\"\"")},IF({ofName},{byName},IF({isIso}=1,{iso},{other})))";

        bool isDayFirst = feature.DateOrder is DateOrder.DayMonthYear;
        string none = "\"\"";
        string yearText = Parts(
            $"LEFT({date},4)",
            $"IF({isShort},IF({firstMonth}>0,{second},{first}),IF(AND({secondMonth}>0,LEN({first})=4),{first},{third}))",
            first,
            isNumber ? none : third);
        string monthText = Parts(
            $"MID({date},5,2)", $"{firstMonth}+{secondMonth}&\"\"", second, isNumber ? none : isDayFirst ? second : first);
        string dayText = Parts(
            $"MID({date},7,2)",
            $"IF({isShort},\"1\",IF({firstMonth}>0,{second},IF(LEN({first})=4,{third},{first})))",
            third,
            isNumber ? none : isDayFirst ? first : second);
        string year = program.Add($"{name}: year", Part(program.Add($"{name}: text of the year", yearText), 4, 4));
        string month = program.Add($"{name}: month", Part(program.Add($"{name}: text of the month", monthText), 1, 2));
        string day = program.Add($"{name}: day", Part(program.Add($"{name}: text of the day", dayText), 1, 2));
        string fromMarch = program.Add($"{name}: year from March", $"IF({month}<=2,{year}-1,{year})");
        return program.Add(
            $"{name}: days since 1970",
            $"IF(OR({year}=0,{month}=0,{month}>12,{day}=0),\"\",IF({day}>IF({month}=2,IF(AND(MOD({year},4)=0,OR(MOD({year},100)<>0,MOD({year},400)=0)),29,28),"
                + $"IF(OR({month}=4,{month}=6,{month}=9,{month}=11),30,31)),\"\","
                + $"365*{fromMarch}+INT({fromMarch}/4)-INT({fromMarch}/100)+INT({fromMarch}/400)+INT((153*MOD({month}+9,12)+2)/5)+{day}-719469))");
    }

    // A part of a date as a number; 0 if it does not have that number of digits.
    private string Part(string text, int fewest, int most) => $"IFERROR(IF(AND(LEN({text})>={fewest},LEN({text})<={most},"
        + $"{inputs.ConsistsOf(text, Digits)}),_xlfn.NUMBERVALUE({text},\".\",\",\"),0),0)";

    // An empty text if there is no such time.
    private string Seconds(string name, string date, string end, string hour, string tail)
    {
        string minute = program.Add($"{name}: minute", $"MID({tail},2,2)");
        string rest = program.Add($"{name}: text after the minute", $"MID({tail},4,64)");
        string count = program.Add(
            $"{name}: digits of the second", $"IF(LEFT({rest},1)=\":\",{inputs.CountAtStart($"MID({rest},2,64)", Digits + ".")},0)");
        string second = program.Add($"{name}: second", $"IF(LEFT({rest},1)=\":\",MID({rest},2,{count}),\"0\")");
        string last = program.Add($"{name}: text after the time", $"TRIM(MID({rest},IF(LEFT({rest},1)=\":\",{count}+2,1),64))");
        string half = program.Add($"{name}: AM or PM", $"IF(OR(UPPER(LEFT({last},2))=\"AM\",UPPER(LEFT({last},2))=\"PM\"),UPPER(LEFT({last},2)),\"\")");
        string zone = program.Add($"{name}: time zone", $"TRIM(MID({last},LEN({half})+1,64))");
        string isZone = $"OR({zone}=\"\",EXACT({zone},\"Z\"),EXACT({zone},\"z\"),EXACT({zone},\"UTC\"),EXACT({zone},\"GMT\"),"
            + $"AND(OR(LEFT({zone},1)=\"+\",LEFT({zone},1)=\"-\"),LEN({zone})<=6,{inputs.ConsistsOf($"MID({zone},2,64)", Digits + ":")}))";
        string hours = program.Add(
            $"{name}: hours",
            $"IFERROR(IF(AND({inputs.ConsistsOf(hour, Digits)}),IF({half}=\"\",{Value(hour)},"
                + $"IF(AND({Value(hour)}>=1,{Value(hour)}<=12),MOD({Value(hour)},12)+IF({half}=\"PM\",12,0),99)),99),99)");
        string isTime = $"AND({hour}<>\"\",MID({date},{end},1)<>\"-\",{hours}<=23,LEN({minute})=2,{inputs.ConsistsOf(minute, Digits)},{isZone},"
            + $"{second}<>\"\")";
        string sum = $"{hours}*3600+{Value(minute)}*60+{Value(second)}";
        return $"IF({tail}=\"\",IF({end}=LEN({date})+1,0,\"\"),"
            + $"IFERROR(IF({isTime},IF(AND({Value(minute)}<=59,{Value(second)}<61),{sum},\"\"),\"\"),\"\"))";
    }

    private static string Value(string text) => $"_xlfn.NUMBERVALUE({text},\".\",\",\")";

    private static IEnumerable<KeyValuePair<string, int>> MonthNames() => Enumerable.Range(1, 12).SelectMany(month =>
    {
        string name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month).ToUpperInvariant();
        return new[] { name, name[..3] }.Distinct().Select(text => KeyValuePair.Create(text, month));
    });
}
