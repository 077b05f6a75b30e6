package byline

// Words that tell names from other words: particles, roles, agencies, and the
// first names that bylines of a dozen languages begin with.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

// byLabels are by the first letter, longest first, all small.
var byLabels = func() map[rune][]string {
	m := map[rune][]string{}
	for _, l := range strings.Split(`kommentatorin|kommentator|gastautorin|gastautor|kolumne von|eine kolumne von|ein essay von|eine reportage von|eine rezension von|eine kritik von|ein bericht von|
interview von|aufgezeichnet von|protokolliert von|notiert von|von unserer korrespondentin|von unserem korrespondenten|von unserer redakteurin|von unserem redakteur|
von unserer mitarbeiterin|von unserem mitarbeiter|von gastautorin|von gastautor|entretien réalisé par|rédigé par|redactado por|articolo di|servizio di|reportagem de|opgetekend door|
autorka|opracowała|opracował|rozmawiała|rozmawiał|беседовала|беседовал|подготовила|подготовил|
text und fotos von|text von|texte von|texte de|texte par|texto y fotos|texto de|testo di|testi di|tekst van|journalistin|journalist|kolumnistin|kolumnist|redakteurin|redakteur|
verfasserin|verfasser|kommentar von|analyse von|reportage von|gastbeitrag von|protokoll von|essay von|rezension von|beitrag von|reporterin|journaliste|rédactrice|rédacteur|auteurs|auteur|periodista|redactora|redactor|autora|giornalista|autrice|redacteur|
本报记者|本刊记者|本网记者|本報記者|本社記者|特约记者|特約記者|特派記者|见习记者|实习记者|通讯员|撰稿人|撰稿|采写|记者|取材・文|文・写真|文・撮影|文・構成|文/图|文/圖|寄稿|ライター|聞き手|글·사진|
ein interview von|ein artikel von|ein beitrag von|ein kommentar von|eine analyse von|ein gastbeitrag von|article written by|post author by|words written by|veröffentlicht von|geschrieben von|erstellt von|
verfasst von|written and photographed by|written by|posted by|story by|words by|text by|reported by|report by|review by|analysis by|opinion by|column by|
published by|submitted by|created by|contributed by|an interview by|interview by|by:|by|authors|author|byline|words|reporter|writer|
text und fotos|interview|escribe|gepostet von|eingestellt von|von|vom|artikel von|autor/in|autorin|autoren|autor|text|escrito por|publicado por|texto|por|écrit par|publié par|propos recueillis par|par|
scritto da|pubblicato da|autore|a cura di|di|door|geschreven door|skrivet av|text av|av|af|skrevet af|skrevet av|tekst|автор|авторы|текст|
przez|autorzy|napisał|opublikował|dodał|記者|文/|文|作者|撰文|記事|著者|執筆|글|기자|yazan|haber|kirjoittaja|toimittaja|
γράφει ο|γράφει η|γράφει|του|írta|szerző|piše|napisao|napisala|napsal|napísal|scris de|yazar|بقلم|كتب|كتبت|الكاتب|מאת|tác giả|oleh|penulis|โดย|लेखक|نویسنده`, "|") {
		l = strings.TrimSpace(l)
		r, _ := utf8.DecodeRuneInString(l)
		m[r] = append(m[r], l)
	}
	return m
}()

// Particles stand small inside names.
var Particles = wordlist.Set(`de van von der den del della di da dos das du la le al el bin ibn ben bint st ter ten zu zum zur
	af av of d' l' vom y ul ud-din abu dela des do`)

// credentials follow a name after a comma.
var credentials = wordlist.Set(`phd ph.d ph.d. md m.d m.d. ms m.s. rd rdn ma mba mph jr jr. sr sr. ii iii iv mp mep esq dds dvm
	rn np pa-c do facp bsc msc pt dpt lcsw cscs cpt frcs obe cbe mbe qc kc jd llm fnp aprn`)

func IsCredential(s string) bool { return wordlist.Lists(credentials, s) }

// Roles are the words of job titles.
var Roles = wordlist.Set(`correspondent correspondents reporters editors writers reporter editor writer journalist columnist director attorney staff desk bureau chief
	contributor producer photographer blogger anchor fellow professor analyst critic specialist consultant founder ceo
	president author redakteur redakteurin korrespondent korrespondentin chefredakteur journalistin volontär autorin
	rédacteur rédactrice journaliste correspondant périodista periodista redactor redactora corresponsal editora jornalista
	repórter colunista giornalista inviato inviata redattore redattrice redaktor redaktorka dziennikarz dziennikarka
	verslaggever verslaggeefster redaktör muhabir muhabiri editör editörü корреспондент журналист обозреватель редактор`)

func HasRole(s string) bool { return wordlist.Any(s, Roles) }

// organisations are words that make a byline a desk's rather than a person's.
var organisations = wordlist.Set(`staff reporter reporters correspondent correspondents desk agencies agency bureau team newsroom
	redaktion redacción redacao redação rédaction redazione wires wire news press service editors media magazine
	consortium newspaper times herald tribune onlineredaktion nachrichtenagentur zeitung verlag institut foundation
	gmbh inc ltd studio group network radio tv insider`)

func IsOrganisation(s string) bool {
	return wordlist.Any(s, organisations) && !wordlist.Any(s, pressWords) && prose.StartsUpper(s) && prose.WordCount(s) <= 6 && !strings.ContainsAny(s, ":!?") || wordlist.Lists(Agencies, s)
}

// IsDesk holds for the part of an organisation that signs articles, and for
// agencies: "Staff Reporter", "News Desk", not "City News".
func IsDesk(s string) bool {
	return IsAgency(s) || isHanDesk(s) || HasRole(s) || wordlist.Any(s, desks)
}

var desks = wordlist.Set(`staff desk bureau newsroom team wires wire agencies agency service editors redaktion onlineredaktion redacción redacao redação
	rédaction redazione nachrichtenagentur press`)

// paperWords end the names of papers.
var paperWords = wordlist.Set(`advertiser advocate argus beacon bee bulletin chronicle citizen courier daily democrat dispatch eagle echo enquirer enterprise
	examiner express free gazette globe guardian herald independent inquirer international journal leader ledger mail mercury messenger monitor news
	network observer post press record register reporter republic republican review sentinel standard star sun telegram telegraph times
	today tribune union weekly world`)

// Agencies sell news to papers.
var Agencies = wordlist.Phrases(`reuters
	fox news
	abc news
	nbc news
	cbs news
	sky news
	bbc news
	reuter
	thomson reuters
	associated press
	the associated press
	ap
	afp
	dpa
	apa
	sda
	efe
	ansa
	kna
	epd
	sid
	pti
	ians
	ani
	upi
	tass
	ria
	xinhua
	kyodo
	jiji
	yonhap
	bloomberg
	agence france-presse
	press association
	pa
	pa media
	dpa/lno
	europa press
	lusa
	belga
	anp
	ntb
	tt
	ritzau
	ots
	prnewswire
	pr newswire
	globe newswire
	business wire
	cnn
	aap
	canadian press
	the canadian press
	the washington post
	usa today
	usa today network
	usa today sports
	the new york times
	new york times`)

func IsAgency(s string) bool {
	lower := strings.ToLower(strings.Trim(s, " .()"))
	return Agencies[lower]
}

// nobodies are accounts, not authors.
var nobodies = wordlist.Phrases(`admin
	administrator
	wordpressadmin
	wpadmin
	webmaster
	unknown
	anonymous
	anonym
	author
	the author
	editorial staff
	editor
	guest
	guest author
	guest contributor
	guest post
	guest writer
	gastbeitrag
	user
	root
	none
	null
	n/a
	na
	author archive
	redakteur
	不明
	不详
	互联网
	佚名
	匿名
	原创
	名無し
	小编
	未知
	本站
	本站原创
	本站编辑
	网站编辑
	责任编辑
	本站整理
	来源网络
	综合
	综合报道
	编辑
	網路
	網路整理
	網絡整理
	网友
	网络
	网络整理
	网络转载
	转载
	管理员
	管理員`)

// surnames are words that are surnames too, behind a first name: "Debbie White".
var surnames = wordlist.Set(`white black best young good day church west north bank king park wood`)

func IsNobody(s string) bool { return wordlist.Lists(nobodies, s) }

// NotNames are capitalised words that stand where names could.
var NotNames = wordlist.Set(`the a an this that these those it its in on at of to from with without and or but if when while what
	why who how where which not no yes all more most less is are was were be been has have had will would can could do does
	did than then here there our your my we you they he she his her their us i as for by
	share tweet email e-mail print comment comments read reading watch listen follow subscribe sign log login register home
	menu search contact about help terms privacy policy cookie cookies advertisement advertising sponsored photo photos
	image images video videos gallery picture pictures caption credit source sources related recommended popular trending
	latest breaking exclusive updated published posted last modified next previous newsletter download click continue skip
	toggle navigation close open show hide view views likes facebook twitter whatsapp linkedin pinterest instagram youtube
	reddit google telegram rss
	news sport sports business politics culture entertainment technology tech science health opinion world travel lifestyle
	life food fashion weather money finance markets economy education environment local national international features
	archive archives category categories tag tags topics section edition magazine
	monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
	montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern morgen
	january february march april june july august september october november december
	januar februar märz juni juli oktober dezember
	der die das ein eine einer eines dem den im am um auf aus bei mit nach seit von vor zu zum zur über unter und oder aber
	wie was wer wo warum wann nicht kein keine mehr ist sind war wird werden hat haben ich du er sie es wir ihr wegen
	teilen drucken kommentar kommentare kommentieren startseite menü suche anzeige werbung lesezeit lesen weiterlesen weitere
	politik wirtschaft kultur wissen gesundheit reise meinung nachrichten artikel bild bilder foto fotos quelle
	les des une dans sur pour par avec sans est sont et ou mais qui que quoi comment pourquoi partager imprimer commentaires
	accueil actualités actualité économie société
	los las una en con sin por favor qué que cómo porque compartir imprimir comentarios inicio noticias deportes economía
	sociedad mundo cultura política opinión
	il lo gli nel nella sul con per che chi come condividi commenti
	o os as um uma no na com sem compartilhar comentários
	united states kingdom city county university street road river north south east west northern southern eastern western
	new york london paris berlin washington los angeles san francisco hong kong
	court house senate congress government president minister police department company corporation association committee
	council commission party church school college hospital bank institute center centre museum league cup game games
	top best first second big great good bad old war day week month year time black white`)

// tailWords end the names in a byline.
var tailWords = wordlist.Set(`in comments comment follow min minutes views reads on at from about updated published posted share
	shares lesezeit kommentare kommentar read reading // | photography photos via am um vom uhr à le el to view email
	special covers is was has writes reports contributed seguir folgen symbolbild foto fotos photo bild uncategorized under
	unter permalink hinterlasse ein eine kommentieren gespeichert abgelegt posts tags`)

// smallTails end a byline only in small letters: "The Mail On Sunday" goes on.
var smallTails = wordlist.Set("in on at from about is was has via to am um le a el ein eine under unter updated posted")

// firstNames are common given names: a bare line that begins with one is more
// likely a byline than a heading.
var firstNames = wordlist.Set(`aaron abby abdul abdullah abigail adam adams adriana adriano adrian agnes ahmad ahmed aidan aisha akira alan
	alastair albert alberto alejandra alejandro aleksandr aleksandra alena alessandra alessandro alex alexa alexander
	alexandra alexandre alexandria alexei alexis alfred alfredo ali alice alicia alina alisa alison alistair allan allen
	allison alyssa amanda amber amelia amir amit amy ana anastasia anders andre andrea andreas andrei andrés andrew andrzej
	andy angel angela angelika angelina anita anja anjali ann anna anne annette annie annika anthony antje anton antonia
	antonio anna-lena april ariana ariel arjun armin arnaud arthur arturo asha ashley astrid audrey august axel barbara
	barry bart bastian beate beatrice beatriz ben benedikt benjamin bernard bernd bernhard beth bethany bettina betty bill
	birgit björn bob boris brad bradley brandon brenda brendan brett brian bridget brigitte britta brittany brooke bruce
	bruno bryan caitlin calvin cameron camila camille candice carina carl carla carlo carlos carmen carol carolin carolina
	caroline carolyn carrie carsten casey catalina catherine cathy cecilia celine chad chang charles charlie charlotte chelsea
	chen cheryl chiara chloe chris christa christian christiane christina christine christoph christophe christopher cindy
	claire clara claude claudia claudio claus clemens cleo clément colin connor constantin constanze cora corinna courtney
	craig cristina curtis cynthia cyril daisy dan dana daniel daniela danielle danny darren dave david dawn dean deborah
	debra denis denise dennis derek detlef diana diane diego dieter dietmar dirk dmitri dmitry dominic dominik dominique
	don donald donna doris dorothea dorothee doug douglas duncan dustin dylan eberhard ed eddie edgar eduardo edward eileen
	ekaterina elaine elena eleanor eli elias elisa elisabeth elizabeth ella ellen ellie elliot elsa emanuel emil emilia emily
	emma emmanuel enrique eric erica erich erik erika erin ernesto ernst erwin esther ethan eugen eugene eva evan eve evelyn
	evgenia evgeny ewa fabian fabio fatima federico felicia felicitas felipe felix ferdinand fernanda fernando fiona florence
	florent florian frances francesca francesco francis francisco franck francois françois françoise frank franz françois fred
	frederic frederick frederik frédéric friederike friedrich gabe gabriel gabriela gabriele gail gareth gary gaurav gavin
	geoff geoffrey george georg georgia georgina gerald gerard gerhard gerd gianluca gianni gill gillian gina giorgio giovanni
	giulia giuseppe gloria gordon grace graeme graham grant greg gregor gregory greta guido guillaume guillermo gunnar gunter
	guy gustavo günter günther hans hannah hannes hans-joachim hanna harald harriet harry hasan hassan heather hector heidi
	heike heiko heinrich heinz helen helena helga helge helmut hendrik henning henri henrik henry herbert hermann hilary
	holger holly howard hubert hugh hugo ian ibrahim ignacio igor ilana ilja ina ines inga ingo ingrid ioana irena irene iris
	irina isaac isabel isabell isabella isabelle ivan jack jackie jackson jacob jacqueline jacques jaime jakob jake james jamie
	jan jana jane janet janina jared jasmin jasmine jason javier jay jean jean-paul jean-pierre jean-luc jeanette jeff jeffrey
	jenna jennifer jenny jens jeremy jerome jerry jess jesse jessica jessie jesus jesús jill jim jimmy jo joachim joan joanna
	joanne joão joaquin jochen jodie joe joel johan johann johanna johannes john johnny jon jonas jonathan jonny jordan jorge
	josé jose josef joseph josh joshua joy joyce juan juana judith judy jukka julia julian juliana julie julien juliet julio
	julius jun june jürgen justin jörg kai karen karin karl karla karolina karsten kasia kate katharina katherine kathleen
	kathrin kathryn kathy katia katie katja katrin katy kay kayla keith kelly kelsey ken kenneth kent kenji kerry kerstin
	kevin khaled kim kimberly kirsten klaus konrad konstantin krista kristen kristian kristin kristina krystian kumar kurt
	kyle lance lara larissa larry lars laura lauren laurence laurent lea leah lee leila lena leo leon leonard leonardo leonie
	leonid leslie lewis li liam lila lili lilian lily linda lindsay lindsey lisa liz lloyd logan lois lorenzo lori lothar
	louis louisa louise luc luca lucas lucia lucie lucy ludwig luis luís luisa lukas luke lutz lydia lynn madeleine madison
	magdalena maggie mahmoud maike malcolm malte mandy manfred manuel manuela mara marc marcel marcela marcelo marcia marco
	marcos marcus marek margaret margarita maria mariam marianne mariana marie marijana marina mario marion marissa mark markus
	marlene marta martha martin martina marvin mary masha massimo mateo mathias mathieu mathilde matt matteo matthew matthias
	matthieu maureen maurice mauricio max maximilian maya megan meghan mehmet melanie melinda melissa mercedes meredith mia
	michael michaela michal michał micha michel michele michelle miguel mikael mike mikhail milena miles miriam mirjam mitch
	mohamed mohammad mohammed moira molly mona monica monika morgan moritz muhammad mustafa myriam nadia nadine nancy naomi
	natalia natalie nataliya natasha nathalie nathan neil nele nelson nicholas nick nico nicola nicolas nicole niels nigel nikita
	niklas niko nikolai nikolaj nikolas nils nina noah noel noemi nora norbert norman oksana ole oleg olga oliver olivia
	olivier omar oscar oskar osman pablo pam pamela paola paolo pascal pat patricia patrick patrik patti paul paula paulina
	pauline paulo pavel pawel paweł pedro peggy penny per perry pete peter petra phil philip philipp philippe phillip pia
	piero pierre pietro piotr priya rachael rachel rafael rahul rainer raj rajesh ralf ralph ramon randy raphael rasmus raul
	ravi ray raymond rebecca regina reinhard reiner renate rené renee rhys ricardo riccardo rich richard rick ricky rita rob
	robert roberta roberto robin rocío rod roger roland rolf roman romy ron ronald rosa rosalind rose rosie ross roy rubén
	rudolf ruben russell ruth ryan sabine sabrina sally salman sam samantha samir samuel sandra sanjay sara sarah sascha sasha
	satoshi saskia scott sean sebastian serena serge sergei sergey sergio seth shane shannon sharon shaun shawn sheila shirley
	sibylle siegfried silke silvia simon simona simone sofia sonia sonja sophia sophie stacey stacy stan stanislav stefan
	stefanie stella stephan stephane stephanie stephen steve steven stewart stuart sue sunil susan susanna susanne suzanne
	sven svenja svetlana sylvain sylvia sylvie sylwia sébastien takashi tamara tania tanja tanya tara tatiana ted teresa terry
	tess thaddeus theo theodor theresa thomas thorsten tiffany till tilman tim timo timothy tina tobias toby todd tom tomas
	tomasz toni tony torsten tracey tracy travis trevor tristan troy tyler udo ulf uli ulrich ulrike ursula ute uwe valentina
	valeria valerie vanessa vera veronica veronika vicky victor victoria vijay viktor viktoria vincent virginia vitali vivian
	vladimir volker walter wang warren wayne wei wendy werner wilfried wilhelm will willem william willy winfried wolf
	wolfgang xavier yann yannick yasmin yolanda yusuf yves yvonne zach zachary zoe zoltan ágnes álvaro ángel éric étienne
	анастасия анатолий андрей анна антон артем борис валентин василий вера виктор виктория виталий владимир галина дарья
	денис дмитрий евгений евгения екатерина елена иван игорь ирина кирилл константин ксения максим мария марина михаил
	надежда наталья никита николай оксана олег олександр ольга павел роман светлана сергей станислав степан татьяна юлия
	юрий яна
	abhishek adele ajay alana alastair albrecht aldo aleksi alfie alicja alma alois amina amos andreea andreia anca aneta anil anke
	ankit annabel annalena anneliese annemarie annett antje antoine anup anya aria arif arne arnold artur arun ashish ashok asma
	aurora ayesha aylin aziz balázs bartosz bastien benoît berit bernadette bertrand bianca bishal bjarne blake blanca bogdan
	bonnie boyd bradford brad brent briana brigid bruna byron caleb callum camilo caren carey carlotta carly carola carole
	catarina cathrin chandra charlene chelsey chester chetan christal christel christer christie christy ciara clarissa clark
	clay cleveland cody colby colette colleen connie conor corey corinne cornelia cornelius cosima cristian cristiano cyrus dakota
	dale damian damien damon daphne daria dario dariusz darius darlene darrell darryl dashiell deanna debbie deepak delphine demetrius
	désirée devin diana dick dillon dimitri dirk divya dominik dorian dorothy drew duane edda edith edmund eduard edwin ekkehard
	elke elliott ellis elodie elsie elvira emanuele emilie emilio emre enrico erhard erica erich erika erika erkki esteban estelle
	eugénie eunice ezra fabien fabienne fabrice fabrizio faith farah farid fergus filip filippo finn flavia flavio flora fran franca
	franziska freya fritz gaby gaëlle gaelle garrett gaël gemma geneviève gerhild gerlinde germán gerrit gesa gesine ghislaine gian
	gilbert gilles giuliano glen glenn gonzalo götz grace gracie guadalupe gudrun gwen gwendolyn hagen hamza hans-jürgen hans-peter
	harold harriet hartmut harvey hayley hazel hedwig heiner helene hélène helen henrike herbert hernán hilde holly hope horst hossein
	hubertus hugh ilse imran inés ingeborg ingmar ioannis isa isaiah isla ismael ismail israel iva ivana ivo jaap jackie jacinta jade
	jakub jamal jan-philipp janine janis jarosław jasper jayne jeannette jeff jeremias jerzy jesper jo joana jocelyn jody joey johnathan
	jolanta joos jost judit jules juliane juliano julieta jurij justine justyna kacper kamil kaori karan kareem karim karol karoline
	kasper katarina katarzyna katerina kathi katharine kathrin katleen katrina kazuo keiko kelvin kendra kimberley kirk kirsty klara
	kofi kolja konstantinos kris krishna kristoffer krystyna kunal kyra lana lara latoya laurel lauri lawrence leander leigh leif
	lennart leonid leopold leroy lesley letícia levi lidia liesbeth liliana lilly lina linus lionel lisbeth lisette loïc lorena
	lorna lorraine lou louisa lucien lucienne luigi luisa luiz lukasz łukasz luz lydie lynda lynne maarten maciej madeline mads
	magali magnus maja malin małgorzata malgorzata manon manoj manish mara marah marcin marcello mareike margot mariano maribel
	maricel mariella marijke marika marilyn marine marisa marisol marita marius marjorie marko markéta marlies marlon marnie
	martijn marty matthijs mattias mats maura maxim maxime maxine mechthild meera mehdi meike melina melvin merle mika mikkel mikko
	mila milan millie mirco mirela mirko miroslav mischa mohan mohd moses murat nabil nadja nadya nana natália nate naveen nayara
	neha nelly neville ngozi nia niall niamh nicky nicolai nikos nikhil nilay nils noelle noémie norma nuno ofer olaf olav oleksandr
	olli onur ophélie ophelie orla orlando osama otto owen paige palmer parker pascale patryk pauliina pekka perla petr petri petros
	phoebe pierre-yves pilar piotr polly pooja prashant pratik preeti quentin quinn rachelle radhika radosław ragnar raimund rainer
	ralph ramona raoul raquel rashid rasha raven raymund regine reinhold rémi remy renaud renata reza rhiannon richa rikke riley rishi
	roberta rochelle rocio rodney rodrigo rohan rohit rolando rolando romain romana ronja ronnie rosalie rosanna rosemary roshni rowan
	roxanne rudi rupert sadie sagar sahil salma salvador samira sanna santiago sapna saskia saurabh savannah scarlett sébastian selina
	selma shaina shashi shawna shelby shelley shilpa shiv shreya shruti shweta sid siddharth sidney sigrid silvana silvio simran
	sinead siobhan skye sneha sofie solveig sonali søren soren spencer stacy stavros stine suhail sunita suresh susana susann suse
	sushil suzanna swati sybille sydney sylke tabea tammy tanner tariq tarek tasha tatjana taylor tero tessa thea thiago thierry thilo
	tibor tiina tilda tobi tomás tomáš tomoko torben tracie tricia trisha trudy tuomas twan tyson ugo umar urs ursina urška vaibhav
	valentin valérie vera verena vicente vikas vikram vince vincenzo viola violeta virginie vishal vivek vivienne wade waldemar wanda
	wayne wesley whitney wilma winston woody xenia yara yash yasmine yevgeny ylva yoko yuki yulia yuri yvan zara zeynep zofia zuzana
	marek radek jiří jana petra vojtěch ondřej kateřina tereza lucie zdeněk václav jaroslav pavla anna-maria chandni debashis
	juli may august budi dewi siti agus rina andi dian putri rizky sri nguyen trần kovács szabó tamás zsófia ioana mihai radu elif fatma ahmet mehmet emine murat hakan
	subhash ramesh mahesh dinesh rakesh mukesh sudhir sandeep pradeep kuldeep gurpreet harpreet marla vidya rosalia piyum timothy tanza kashmira keris
	amrita ananya aditi anjana anupama
	vinod arvind ravindra surendra narendra nitin sachin gautam arnab rupa sushma geeta nidhi kavita lakshmi meenakshi`)

// BeginsWithFirstName holds for a line whose first word is a common given name.
func BeginsWithFirstName(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	r, _ := utf8.DecodeRuneInString(first)
	if !unicode.IsUpper(r) {
		return false
	}
	lower := strings.ToLower(strings.Trim(first, ",."))
	return firstNames[lower] || firstNames[unaccented.Replace(lower)]
}

var unaccented = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "é", "e", "è", "e", "ê", "e", "í", "i", "ì", "i",
	"ó", "o", "ò", "o", "ô", "o", "ú", "u", "ù", "u", "ç", "c", "ñ", "n", "ï", "i", "ë", "e")
