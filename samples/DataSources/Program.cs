using System.Data;
using System.Globalization;
using System.Text.Json;
using DataSources;
using LogReg;
using LogReg.Data;

// Digits look the same in every country.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "titanic.csv"));
Passenger[] passengers =
[
    .. lines.Skip(1).Select(line => line.Split(',')).Select(cells =>
        new Passenger(
            cells[0], cells[1].Length == 0 ? null : double.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3] == "yes")),
];
var regression = new LogisticRegression { Target = "survived" };

// 1. Objects: a lambda for each column. Null is a missing cell.
DataSource objects = TableSource.From(
    passengers,
    columns => columns
        .Categorical("sex", p => p.Sex)
        .Numeric("age", p => p.Age)
        .Categorical("passengerClass", p => p.PassengerClass)
        .Categorical("survived", p => p.Survived));
LogisticModel model = Report("objects", regression.Fit(objects));

// 2. A query: the data reader of any database. Here a DataTable stands in for one.
using var table = new DataTable();
table.Columns.Add("sex", typeof(string));
table.Columns.Add("age", typeof(double));
table.Columns.Add("passengerClass", typeof(string));
table.Columns.Add("survived", typeof(bool));
foreach (Passenger passenger in passengers)
{
    table.Rows.Add(passenger.Sex, passenger.Age, passenger.PassengerClass, passenger.Survived);
}

using (IDataReader reader = table.CreateDataReader())
{
    Report("query", regression.Fit(TableSource.From(reader)));
}

// 3. A source of your own: see JsonLinesSource.
string file = Path.Combine(Path.GetTempPath(), $"passengers-{Guid.NewGuid():N}.jsonl");
File.WriteAllLines(
    file,
    passengers.Select(
        p => JsonSerializer.Serialize(new { sex = p.Sex, age = p.Age, passengerClass = p.PassengerClass, survived = p.Survived })));
using (var own = new JsonLinesSource(file))
{
    Report("JSON lines", regression.Fit(own));

    // Whatever trains can also be scored, in constant memory.
    int survivors = 0;
    foreach (ScoredChunk chunk in model.Score(own))
    {
        foreach (double probability in chunk.Probabilities)
        {
            survivors += probability >= model.Threshold ? 1 : 0;
        }
    }

    Console.WriteLine($"{survivors} of {passengers.Length} passengers are predicted to survive");
}

File.Delete(file);

static LogisticModel Report(string name, LogisticFit fit)
{
    Console.WriteLine(
        $"{name}: {fit.Model.Training.Rows} rows, loss {fit.Training.LogLoss:F6}, sex=male {fit.Model.Coefficients["sex=male"]:F6}");
    return fit.Model;
}
