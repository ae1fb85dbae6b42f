using System.Globalization;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Export.Writing;

/// <summary>Rows whose dates are written in each notation that the model reads, for the self-tests of exported code.</summary>
internal static class DateNotations
{
    private static readonly TimeSpan Time = new(13, 45, 30);

    /// <summary>The typical row with a date in another notation, for each column of dates and each notation; in the last ones there is no
    /// such time or day, so that the cell counts as missing.</summary>
    /// <param name="model">The model.</param>
    public static IEnumerable<ExampleRow> Of(ExportedModel model) => model.Inputs.Where(input => input.IsDate).SelectMany(input =>
        TextsOf((NumericFeature)input.Feature).Select(text => ExampleRow.WithDate(model, input, text.Key, text.Value)));

    private static IEnumerable<KeyValuePair<string, DateTime?>> TextsOf(NumericFeature feature)
    {
        DateTime day = DateTime.UnixEpoch.AddDays(Math.Round(feature.TypicalCell));
        DateTime moment = day + Time;
        string[] forms = feature.DateOrder switch
        {
            DateOrder.DayMonthYear => ["d.M.yyyy HH:mm:ss", "dd/MM/yyyy hh:mm:ss tt", .. WithMonthNames],
            DateOrder.MonthDayYear => ["M/d/yyyy HH:mm:ss", "MM/dd/yyyy hh:mm:ss tt", .. WithMonthNames],
            DateOrder.YearMonthDay => ["yyyyMMdd HH:mm:ss", "yyyy/M/d h:mm:ss tt", .. WithMonthNames],
            _ => [],
        };
        string[] always = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss.000", "yyyy-MM-dd HH:mm:ssZ", "yyyy-M-d hh:mm:ss tt"];
        IEnumerable<string> texts = always.Concat(forms).Select(form => moment.ToString(form, CultureInfo.InvariantCulture));
        string seconds = $"{(long)(moment - DateTime.UnixEpoch).TotalSeconds}";
        IEnumerable<string> numbers = feature.DateOrder switch
        {
            DateOrder.UnixSeconds => [seconds],
            DateOrder.UnixMilliseconds => [$"{seconds}000"],
            _ => [],
        };
        string date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return
        [
            .. texts.Concat(numbers).Select(text => KeyValuePair.Create(text, (DateTime?)moment)),
            .. new[] { $"{date} 25:00", $"{date} 24:00", $"{date} 14:60", $"{date} 13:45 PM", $"{date[..4]}-02-30" }.Select(
                text => KeyValuePair.Create(text, (DateTime?)null)),
        ];
    }

    private static string[] WithMonthNames => ["d MMM yyyy HH:mm:ss", "MMMM d, yyyy hh:mm:ss tt", "yyyy-MMM-dd HH:mm:ss"];
}
